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
            MemberOf(Invites[use.Invite].Space, use.Account).Uses.Add(_indexed);
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
        member.End(this);
        space.MemberOrder.Remove(account.Value);
        if (space.Space?.Owner != account) _spacesByAccount[account].Remove(uri.Value);
        return true;
    }

    /// <summary>Admissions the host was not told of, oldest first, after a row of the ledger.</summary>
    public List<Admission> Pending(int limit, Admission? after)
    {
        var end = Ledger.Count;
        while (_told < end && Ledger.Read(_told).IsTold) _told++;
        var first = after is null ? 0 : NumberOf(after.Token, after.Account) + 1;
        var pending = new List<Admission>();
        for (var number = Math.Max(_told, first); number < end && pending.Count < limit; number++)
        {
            ref var use = ref Ledger.Read(number);
            if (!use.IsTold) pending.Add(ToAdmission(use));
        }

        return pending;
    }

    public void Acknowledge(TokenHash token, Did account)
    {
        if (NumberOf(token, account) is var number and not Use.None) Ledger[number].IsTold = true;
    }

    /// <summary>What a row of the ledger grants.</summary>
    public Member ToGrant(in Use use) => new()
    {
        Account = use.Account,
        Perms = Invites[use.Invite].Perms,
        AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(use.At),
        AddedBy = Invites.CreatorOf(use.Invite),
    };

    private Admission ToAdmission(in Use use)
    {
        ref var invite = ref Invites[use.Invite];
        return new()
        {
            Token = invite.Token,
            Account = use.Account,
            Space = invite.Space,
            Perms = invite.Perms,
            InvitedBy = Invites.CreatorOf(use.Invite),
            At = DateTimeOffset.FromUnixTimeMilliseconds(use.At),
        };
    }

    private int NumberOf(TokenHash token, Did account) => Invites.Find(token) is var invite and not InviteTable.None
        ? Invites[invite].FindUse(token, account, Ledger)
        : Use.None;
}
