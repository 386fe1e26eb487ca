using System.Collections.Immutable;

namespace AtInvites.Stores;

/// <summary>What is kept of a record's versions. It depends on which were told, never on their order: the last deletion, the last
/// <see cref="Limit"/> versions after it, and of those before it the last one that was usable, without its message.</summary>
public sealed class RecordHistory
{
    /// <summary>Most versions that are kept after the last deletion.</summary>
    public const int Limit = 64;

    private readonly ImmutableArray<RecordVersion> _versions;

    private RecordHistory(ImmutableArray<RecordVersion> versions) => _versions = versions;

    /// <summary>A record of which nothing was told.</summary>
    public static RecordHistory Empty { get; } = new([]);

    /// <summary>What is kept, oldest first.</summary>
    public ImmutableArray<RecordVersion> Versions => _versions;

    /// <summary>The version that stands in the repository, if it is usable; null otherwise.</summary>
    public RecordVersion? Current => _versions is [.., { IsUsable: true } last] ? last : null;

    /// <summary>The last version that was usable, standing or not; null when there was none.</summary>
    public RecordVersion? LastUsable => _versions.LastOrDefault(version => version.IsUsable);

    /// <summary>The last deletion; null when there was none.</summary>
    public RecordVersion? Deletion => _versions.FirstOrDefault(version => version.Kind == RecordVersionKind.Deleted);

    /// <summary>The versions up to <see cref="Current"/> that say the same in substance, oldest first; empty without
    /// <see cref="Current"/>.</summary>
    public ReadOnlySpan<RecordVersion> CurrentRun
    {
        get
        {
            if (Current is not { } current) return [];
            var start = _versions.Length - 1;
            while (start > FirstSinceDeletion && _versions[start - 1].Substance == current.Substance) start--;
            return _versions.AsSpan()[start..];
        }
    }

    /// <summary>Whether <see cref="CurrentRun"/> begins with the first version there was, or the first after a
    /// deletion.</summary>
    public bool IsFirstRun =>
        CurrentRun.Length is > 0 and var length && length < Limit && length == _versions.Length - FirstSinceDeletion;

    /// <summary>The first version after the last deletion; null when there is none.</summary>
    public RecordVersion? First => FirstSinceDeletion < _versions.Length ? _versions[FirstSinceDeletion] : null;

    private int FirstSinceDeletion
    {
        get
        {
            if (_versions is [{ Kind: RecordVersionKind.Deleted }, ..]) return 1;
            return _versions is [_, { Kind: RecordVersionKind.Deleted }, ..] ? 2 : 0;
        }
    }

    /// <summary>The history with one more version; the same instance when it tells nothing new.</summary>
    public RecordHistory Add(RecordVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var all = _versions.ToBuilder();
        var place = 0;
        while (place < all.Count && all[place].CompareTo(version) < 0) place++;
        if (place == all.Count || all[place].CompareTo(version) != 0)
        {
            all.Insert(place, version);
        }
        else
        {
            var known = all[place];
            // Without the message of a deleted record, which stays away.
            all[place] = known.Or(version);
            if (all[place] == known) return this;
        }

        Prune(all);
        return all.SequenceEqual(_versions) ? this : new(all.DrainToImmutable());
    }

    /// <summary>A history as a store kept it: the versions of one record that <see cref="Versions"/> had, in their
    /// order.</summary>
    public static RecordHistory Of(IEnumerable<RecordVersion> versions) => new([.. versions]);

    private static void Prune(ImmutableArray<RecordVersion>.Builder all)
    {
        var deletion = all.Count - 1;
        while (deletion >= 0 && all[deletion].Kind != RecordVersionKind.Deleted) deletion--;
        while (all.Count - 1 - deletion > Limit) all.RemoveAt(deletion + 1);
        var last = deletion - 1;
        while (last >= 0 && !all[last].IsUsable) last--;
        for (var i = deletion - 1; i >= 0; i--)
        {
            if (i != last) all.RemoveAt(i);
            else if (all[i].Invite is { Message: not null } terms)
                all[i] = all[i] with { Invite = terms with { Message = null } };
        }
    }
}
