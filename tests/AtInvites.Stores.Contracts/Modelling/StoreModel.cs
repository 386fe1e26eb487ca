using System.Collections.Immutable;

namespace AtInvites.Stores.Contracts.Modelling;

/// <summary>What the summaries of the store interfaces say, as pure functions over immutable collections. It shares no code with
/// any store and is as slow as it is plain.</summary>
internal sealed record StoreModel
{
    public ImmutableDictionary<TokenHash, Invite> Invites { get; init; } = ImmutableDictionary<TokenHash, Invite>.Empty;

    public ImmutableList<ModelUse> Uses { get; init; } = [];

    /// <summary>Direct grants, the owner's included, each as it was given.</summary>
    public ImmutableList<(AtUri Space, Member Member)> Grants { get; init; } = [];

    /// <summary>Spaces that ever were.</summary>
    public ImmutableDictionary<AtUri, Space> Spaces { get; init; } = ImmutableDictionary<AtUri, Space>.Empty;

    public ImmutableHashSet<AtUri> Deleted { get; init; } = [];

    public (StoreModel Next, AddStatus Answer) Add(Invite invite)
    {
        if (Deleted.Contains(invite.Space)) return (this, AddStatus.SpaceDeleted);
        var isTaken = Invites.ContainsKey(invite.Token) || Uses.Any(use => use.Admission.Token == invite.Token);
        if (isTaken) return (this, AddStatus.Duplicate);
        return (this with { Invites = Invites.Add(invite.Token, invite) }, AddStatus.Added);
    }

    public Invite? Find(TokenHash token) => Invites.GetValueOrDefault(token);

    public Page<Invite> List(InviteQuery query) => PageOf(
        Invites.Values
            .Where(invite => invite.Space == query.Space && (query.IncludeRevoked || invite.RevokedAt is null))
            .OrderByDescending(invite => invite.CreatedAt)
            .ThenByDescending(invite => invite.Token.ToHex(), StringComparer.Ordinal)
            .SkipWhile(invite => query.After is { } after && !IsBehind(invite, after)),
        query.Limit);

    public (StoreModel Next, bool Answer) Revoke(AtUri space, TokenHash token, DateTimeOffset now)
    {
        if (Find(token) is not { } invite || invite.Space != space) return (this, false);
        return (Put(invite with { RevokedAt = invite.RevokedAt ?? now }), true);
    }

    public (StoreModel Next, int Answer) RevokeAll(AtUri space, DateTimeOffset now)
    {
        var standing = Invites.Values.Where(invite => invite.Space == space && invite.RevokedAt is null).ToList();
        return (standing.Aggregate(this, (model, invite) => model.Put(invite with { RevokedAt = now })), standing.Count);
    }

    /// <summary>What a sweep may delete.</summary>
    public IReadOnlyList<TokenHash> EndedBefore(DateTimeOffset time) =>
        [.. Invites.Values.Where(invite => EndOf(invite) < time).Select(invite => invite.Token)];

    public StoreModel Without(IEnumerable<TokenHash> tokens) => this with { Invites = Invites.RemoveRange(tokens) };

    public (StoreModel Next, RedeemOutcome Answer) Redeem(TokenHash token, Did account, DateTimeOffset now)
    {
        if (Uses.FirstOrDefault(use => use.Admission.Token == token && use.Admission.Account == account) is { } use)
        {
            return use.IsRemoved
                ? (this, new(RedeemStatus.Removed))
                : (this, new(RedeemStatus.AlreadyAdmitted, use.Admission.Space, use.Admission.Perms));
        }

        if (Find(token) is not { } invite) return (this, new(RedeemStatus.Unknown));
        if (invite.RevokedAt is not null) return (this, new(RedeemStatus.Revoked));
        if (invite.ExpiresAt is { } expiry && expiry <= now) return (this, new(RedeemStatus.Expired));
        if (invite.MaxUses is { } limit && limit <= invite.Uses) return (this, new(RedeemStatus.Exhausted));
        var admission = new Admission
        {
            Token = token, Account = account, Space = invite.Space, Perms = invite.Perms, InvitedBy = invite.CreatedBy, At = now,
        };
        var next = Put(invite with { Uses = invite.Uses + 1 });
        return (next with { Uses = Uses.Add(new(admission)) }, new(RedeemStatus.Admitted, invite.Space, invite.Perms));
    }

    public IReadOnlyList<Admission> Pending(int limit) =>
        [.. Uses.Where(use => !use.IsTold).Select(use => use.Admission).OrderBy(admission => admission.At).Take(limit)];

    public StoreModel Acknowledge(IReadOnlyList<Admission> told) => this with
    {
        Uses = [.. Uses.Select(use => told.Any(row => row.Token == use.Admission.Token && row.Account == use.Admission.Account)
            ? use with { IsTold = true }
            : use)],
    };

    public (StoreModel Next, bool Answer) Create(Space space)
    {
        if (Spaces.ContainsKey(space.Uri)) return (this, false);
        var owner = new Member { Account = space.Owner, Perms = Perms.Write, AddedAt = space.CreatedAt, AddedBy = space.Owner };
        return (this with { Spaces = Spaces.Add(space.Uri, space), Grants = Grants.Add((space.Uri, owner)) }, true);
    }

    public Space? FindSpace(AtUri uri) => Deleted.Contains(uri) ? null : Spaces.GetValueOrDefault(uri);

    public Page<Space> List(SpaceQuery query) => PageOf(
        Spaces.Values
            .Where(space => !Deleted.Contains(space.Uri) && (query.Type is null || space.Type == query.Type))
            .Where(space => space.Owner == query.Account
                || (!query.OwnedOnly && FindMember(space.Uri, query.Account) is not null))
            .Where(space => query.After is not { } after || string.CompareOrdinal(space.Uri.Value, after.Value) > 0)
            .OrderBy(space => space.Uri.Value, StringComparer.Ordinal),
        query.Limit);

    public (StoreModel Next, bool Answer) Delete(AtUri uri, DateTimeOffset now) =>
        FindSpace(uri) is null ? (this, false) : (RevokeAll(uri, now).Next with { Deleted = Deleted.Add(uri) }, true);

    public (StoreModel Next, bool Answer) AddMember(AtUri space, Member member) =>
        FindSpace(space) is null ? (this, false) : (this with { Grants = Grants.Add((space, member)) }, true);

    public (StoreModel Next, bool Answer) RemoveMember(AtUri space, Did account)
    {
        if (FindMember(space, account) is null) return (this, false);
        return (this with
        {
            Grants = Grants.RemoveAll(grant => grant.Space == space && grant.Member.Account == account),
            Uses = [.. Uses.Select(use => use.Admission.Space == space && use.Admission.Account == account
                ? use with { IsRemoved = true }
                : use)],
        }, true);
    }

    public Member? FindMember(AtUri space, Did account)
    {
        var grants = GrantsIn(space).Where(grant => grant.Account == account)
            .OrderBy(grant => grant.AddedAt).ThenBy(grant => grant.AddedBy.Value, StringComparer.Ordinal).ToList();
        return grants.Count == 0 ? null : grants[0] with { Perms = grants.Max(grant => grant.Perms) };
    }

    public Page<Member> List(MemberQuery query) => PageOf(
        GrantsIn(query.Space).Select(grant => grant.Account).Distinct()
            .Where(account => query.After is not { } after || string.CompareOrdinal(account.Value, after.Value) > 0)
            .OrderBy(account => account.Value, StringComparer.Ordinal)
            .Select(account => FindMember(query.Space, account)!),
        query.Limit);

    private IEnumerable<Member> GrantsIn(AtUri space)
    {
        var direct = Grants.Where(grant => grant.Space == space).Select(grant => grant.Member);
        var byInvite = Uses.Where(use => !use.IsRemoved && use.Admission.Space == space).Select(use => new Member
        {
            Account = use.Admission.Account,
            Perms = use.Admission.Perms,
            AddedAt = use.Admission.At,
            AddedBy = use.Admission.InvitedBy,
        });
        return direct.Concat(byInvite);
    }

    private DateTimeOffset? EndOf(Invite invite)
    {
        DateTimeOffset? lastUse = invite.Uses == invite.MaxUses
            ? Uses.Where(use => use.Admission.Token == invite.Token).Max(use => use.Admission.At)
            : null;
        return new[] { invite.RevokedAt, invite.ExpiresAt, lastUse }.Min();
    }

    private StoreModel Put(Invite invite) => this with { Invites = Invites.SetItem(invite.Token, invite) };

    private static bool IsBehind(Invite invite, InvitePosition after) => invite.CreatedAt == after.CreatedAt
        ? string.CompareOrdinal(invite.Token.ToHex(), after.Token.ToHex()) < 0
        : invite.CreatedAt < after.CreatedAt;

    private static Page<T> PageOf<T>(IEnumerable<T> rows, int limit)
    {
        var all = rows.ToList();
        return new([.. all.Take(limit)], all.Count > limit);
    }
}
