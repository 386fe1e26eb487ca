using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

/// <summary>What the in-memory stores share. A redemption takes the lock of its invite only; everything else takes
/// <see cref="Gate"/>, and where both are held the gate comes first.</summary>
internal sealed class InMemoryDatabase
{
    private readonly Dictionary<AtUri, SpaceEntry> _spaces = [];
    private readonly Dictionary<Did, SortedSet<string>> _spacesByAccount = [];
    private int _indexed;
    private int _told;

    public Lock Gate { get; } = new();

    public InviteTable Invites { get; } = new();

    public Ledger Ledger { get; } = new();

    public IEnumerable<SpaceEntry> Spaces => _spaces.Values;

    public SpaceEntry? Find(AtUri uri) => _spaces.GetValueOrDefault(uri);

    public SpaceEntry FindOrAdd(AtUri uri)
    {
        if (!_spaces.TryGetValue(uri, out var space)) _spaces.Add(uri, space = new());
        return space;
    }

    /// <summary>URIs of the spaces that the account is a member of or owns, in order. Call <see cref="Index"/> first.</summary>
    public SortedSet<string>? SpacesOf(Did account) => _spacesByAccount.GetValueOrDefault(account);

    /// <summary>Reads the admissions made since the last call into the memberships.</summary>
    public void Index()
    {
        for (var end = Ledger.Count; _indexed < end; _indexed++)
        {
            ref var use = ref Ledger.Read(_indexed);
            MemberOf(use.Invite.Space, use.Account).Uses.Add(_indexed);
        }
    }

    public MemberEntry MemberOf(AtUri uri, Did account)
    {
        var space = FindOrAdd(uri);
        if (space.Members.TryGetValue(account, out var member)) return member;
        space.Members.Add(account, member = new());
        space.MemberOrder.Add(account.Value);
        if (!_spacesByAccount.TryGetValue(account, out var uris))
            _spacesByAccount.Add(account, uris = new(StringComparer.Ordinal));
        uris.Add(uri.Value);
        return member;
    }

    public bool EndMembership(AtUri uri, Did account)
    {
        if (Find(uri) is not { } space || !space.Members.Remove(account, out var member)) return false;
        member.End(Ledger);
        space.MemberOrder.Remove(account.Value);
        if (space.Space?.Owner != account) _spacesByAccount[account].Remove(uri.Value);
        return true;
    }

    /// <summary>Admissions the host was not told of, oldest first, after a row of the ledger.</summary>
    public List<Admission> Pending(int limit, Admission? after)
    {
        var end = Ledger.Count;
        while (_told < end && Ledger.Read(_told).IsTold) _told++;
        var pending = new List<Admission>();
        for (var number = Math.Max(_told, NumberOf(after) + 1); number < end && pending.Count < limit; number++)
        {
            ref var use = ref Ledger.Read(number);
            if (!use.IsTold) pending.Add(use.ToAdmission());
        }

        return pending;
    }

    private int NumberOf(Admission? admission) => admission is not null && Invites.Find(admission.Token) is { } invite
        ? invite.FindUse(admission.Account, Ledger)
        : Use.None;

    public void Acknowledge(TokenHash token, Did account)
    {
        if (Invites.Find(token)?.FindUse(account, Ledger) is { } number and not Use.None) Ledger[number].IsTold = true;
    }
}
