using System.Runtime.InteropServices;
using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>Places of handshakes in every list, and who collaborates on what.</summary>
internal sealed class HandshakeIndexes
{
    private static readonly Comparer<Handshake> LatestFirst = Comparer<Handshake>.Create(
        (left, right) => Handshakes.CompareLatestFirst(left.Answer!, right.Answer!));

    private readonly SortedSet<HandshakePosition> _all = [];
    private readonly Dictionary<Did, SortedSet<HandshakePosition>> _byInvitee = [];
    private readonly Dictionary<Did, SortedSet<HandshakePosition>> _byInviter = [];
    private readonly Dictionary<AtUri, SortedSet<HandshakePosition>> _bySubject = [];
    private readonly Dictionary<(AtUri Subject, Did Account), SortedSet<Handshake>> _accepted = [];
    private readonly Dictionary<AtUri, SortedSet<string>> _collaborators = [];

    /// <summary>The shortest list that holds all that a query asks for.</summary>
    public SortedSet<HandshakePosition> For(HandshakeQuery query)
    {
        if (query.Subject is { } subject) return _bySubject.GetValueOrDefault(subject) ?? [];
        if (query.Invitee is { } invitee) return _byInvitee.GetValueOrDefault(invitee) ?? [];
        return query.Inviter is { } inviter ? _byInviter.GetValueOrDefault(inviter) ?? [] : _all;
    }

    /// <summary>Invites to a subject that an account accepted, the last accepted one first.</summary>
    public SortedSet<Handshake> AcceptedBy(AtUri subject, Did account) => _accepted.GetValueOrDefault((subject, account)) ?? [];

    /// <summary>DIDs that accepted an invite to a subject, in order.</summary>
    public SortedSet<string>? AcceptedOn(AtUri subject) => _collaborators.GetValueOrDefault(subject);

    public void Add(Handshake handshake)
    {
        var (place, terms) = (handshake.Position, handshake.Terms);
        _all.Add(place);
        Add(_byInvitee, terms.Invitee, place);
        Add(_byInviter, handshake.Inviter, place);
        Add(_bySubject, terms.Subject, place);
        if (!IsAccepted(handshake)) return;
        ref var accepted = ref CollectionsMarshal.GetValueRefOrAddDefault(_accepted, (terms.Subject, terms.Invitee), out _);
        (accepted ??= new(LatestFirst)).Add(handshake);
        ref var accounts = ref CollectionsMarshal.GetValueRefOrAddDefault(_collaborators, terms.Subject, out _);
        (accounts ??= new(StringComparer.Ordinal)).Add(terms.Invitee.Value);
    }

    public void Remove(Handshake handshake)
    {
        var (place, terms) = (handshake.Position, handshake.Terms);
        _all.Remove(place);
        Remove(_byInvitee, terms.Invitee, place);
        Remove(_byInviter, handshake.Inviter, place);
        Remove(_bySubject, terms.Subject, place);
        if (!IsAccepted(handshake)) return;
        Remove(_accepted, (terms.Subject, terms.Invitee), handshake);
        if (!_accepted.ContainsKey((terms.Subject, terms.Invitee)))
            Remove(_collaborators, terms.Subject, terms.Invitee.Value);
    }

    private static bool IsAccepted(Handshake handshake) => handshake.Answer?.Terms.Kind == AnswerKind.Accepted;

    private static void Add<TKey>(Dictionary<TKey, SortedSet<HandshakePosition>> lists, TKey key, HandshakePosition place)
        where TKey : notnull
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        (list ??= []).Add(place);
    }

    private static void Remove<TKey, T>(Dictionary<TKey, SortedSet<T>> lists, TKey key, T item)
        where TKey : notnull
    {
        var list = lists[key];
        list.Remove(item);
        if (list.Count == 0) lists.Remove(key);
    }
}
