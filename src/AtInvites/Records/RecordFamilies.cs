using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>The families of a host, by name and by collection.</summary>
internal sealed class RecordFamilies
{
    private readonly FrozenDictionary<string, RecordFamily> _byName;
    private readonly FrozenDictionary<Nsid, RecordFamily> _byCollection;

    /// <summary>Two families that share a name or a collection are an <see cref="ArgumentException"/>.</summary>
    public RecordFamilies(IEnumerable<RecordFamily> families)
    {
        var (names, collections) = (new Dictionary<string, RecordFamily>(), new Dictionary<Nsid, RecordFamily>());
        foreach (var family in families)
        {
            names.Add(family.Name, family);
            collections.Add(family.Invite.Collection, family);
            foreach (var answer in family.Answers) collections.Add(answer.Collection, family);
        }

        (_byName, _byCollection) = (names.ToFrozenDictionary(), collections.ToFrozenDictionary());
    }

    /// <summary>Every collection that an event stream must bring.</summary>
    public IReadOnlyList<Nsid> Collections => _byCollection.Keys;

    public RecordFamily? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The family of what a URI names, where that is one record, by DID, in a collection of invites.</summary>
    public RecordFamily? OfInvite(AtUri uri) =>
        uri is { Authority.Did: { } inviter, Collection: { } collection, RecordKey: { } key }
        && TryGet(collection, out var family) && family.Invite.Collection == collection
        && uri == AtUri.Create(inviter, collection, key)
            ? family
            : null;

    public bool TryGet(Nsid collection, [NotNullWhen(true)] out RecordFamily? family) =>
        _byCollection.TryGetValue(collection, out family);
}
