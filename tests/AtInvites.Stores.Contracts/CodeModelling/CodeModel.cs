using System.Collections.Immutable;

namespace AtInvites.Stores.Contracts.CodeModelling;

/// <summary>What the summaries of the interfaces of account codes say, as pure functions over immutable collections. It shares no
/// code with any store and is as slow as it is plain.</summary>
internal sealed record CodeModel
{
    /// <summary>Rows without their uses.</summary>
    public ImmutableDictionary<TokenHash, AccountCode> Rows { get; init; } = ImmutableDictionary<TokenHash, AccountCode>.Empty;

    /// <summary>Every use in the order in which it was taken.</summary>
    public ImmutableList<ModelCodeUse> Ledger { get; init; } = [];

    public ImmutableDictionary<(TokenHash Code, string Holder), ModelSeat> Seats { get; init; } =
        ImmutableDictionary<(TokenHash Code, string Holder), ModelSeat>.Empty;

    public ImmutableDictionary<Did, AccountInvites> Switches { get; init; } = ImmutableDictionary<Did, AccountInvites>.Empty;

    public AccountCode? Find(TokenHash code) =>
        Rows.TryGetValue(code, out var row) ? row with { Uses = [.. UsesOf(code)] } : null;

    public (CodeModel Next, AddStatus Answer) Add(IReadOnlyList<AccountCode> codes)
    {
        var isTaken = codes.DistinctBy(code => code.Hash).Count() < codes.Count || codes.Any(code => Rows.ContainsKey(code.Hash));
        if (isTaken) return (this, AddStatus.Duplicate);
        var uses = codes.SelectMany(code => code.Uses.Reverse()
            .Select(use => new ModelCodeUse(code.Hash, use.UsedBy, use.UsedAt)));
        return (this with
        {
            Rows = Rows.AddRange(codes.Select(code => KeyValuePair.Create(code.Hash, code with { Uses = [] }))),
            Ledger = Ledger.AddRange(uses),
        }, AddStatus.Added);
    }

    /// <summary>The whole list after a place, as of a length of the ledger.</summary>
    public IReadOnlyList<(AccountCode Code, long Rank)> List(CodeSort sort, int asOf, (long Rank, TokenHash Code)? after)
    {
        var counted = Ledger.Take(asOf).CountBy(use => use.Code).ToDictionary();
        return [.. Rows.Values
            .Select(row => (row.Hash, Rank: sort == CodeSort.Recent
                ? row.CreatedAt.ToUnixTimeMilliseconds()
                : counted.GetValueOrDefault(row.Hash)))
            .Where(place => after is not { } last || place.Rank < last.Rank
                || (place.Rank == last.Rank && string.CompareOrdinal(place.Hash.ToHex(), last.Code.ToHex()) < 0))
            .OrderByDescending(place => place.Rank).ThenByDescending(place => place.Hash.ToHex(), StringComparer.Ordinal)
            .Select(place => (Find(place.Hash)!, place.Rank))];
    }

    public IReadOnlyList<AccountCode> ListFor(Did owner) => [.. Held(owner)
        .OrderByDescending(code => code.CreatedAt).ThenByDescending(code => code.Hash.ToHex(), StringComparer.Ordinal)];

    public (CodeModel Next, int Answer) Disable(IReadOnlyList<TokenHash> codes, IReadOnlyList<Did> owners)
    {
        var named = Rows.Values.Where(row => !row.IsDisabled
            && (codes.Contains(row.Hash) || (row.Owner.Account is { } owner && owners.Contains(owner)))).ToList();
        return (Disabled(named), named.Count);
    }

    public (CodeModel Next, IReadOnlyList<AccountCode> Answer) Earn(Earning earning)
    {
        var earned = Held(earning.Account).Where(code => code.CreatedBy.Account == earning.Account).ToList();
        var places = earning.MaxOpen - earned.Count(IsOpen);
        var time = earning.CouldCreate - earned.Count(code => code.CreatedAt > earning.Since);
        var isDisabled = FindSwitch(earning.Account).IsDisabled;
        AccountCode[] made = [.. earning.Prepared.Take((int)Math.Max(0, Math.Min(places, time)))
            .Select(code => code with { IsDisabled = isDisabled })];
        return (Add(made).Next, made);
    }

    /// <summary>A clock at which the summaries leave no seat of the code in doubt.</summary>
    public DateTimeOffset Settled(TokenHash code, DateTimeOffset now) =>
        SeatsOf(code).Where(seat => seat.Value.IsDoubtful).Select(seat => seat.Value.LeaseEndsAt).Append(now).Max();

    public (CodeModel Next, SeatOutcome Answer) Reserve(TokenHash code, string holder, DateTimeOffset now, DateTimeOffset end)
    {
        if (!Rows.ContainsKey(code)) return (this, new(CodeStatus.Unknown));
        if (HeldSeat(code, holder, now) is { } seat) return (Doubt(code, now), new(CodeStatus.Granted, seat.LeaseEndsAt));
        if (Judge(code, now) is var status and not CodeStatus.Granted) return (Doubt(code, now), new(status));
        var given = GiveAway(code, now);
        return (given with { Seats = given.Seats.SetItem((code, holder), new(end)) }, new(CodeStatus.Granted, end));
    }

    public (CodeModel Next, CommitStatus Answer) Commit(SeatCommit commit)
    {
        if (!Rows.ContainsKey(commit.Code)) return (this, CommitStatus.NoSeat);
        var isHeld = HeldSeat(commit.Code, commit.Holder, commit.Now) is not null;
        var next = isHeld ? this with { Seats = Seats.Remove((commit.Code, commit.Holder)) } : this;
        next = next.Doubt(commit.Code, commit.Now);
        if (HasUsed(commit.Code, commit.Account)) return (next, CommitStatus.AlreadyCommitted);
        return isHeld
            ? (next.Use(commit.Code, commit.Account, commit.Now), CommitStatus.Committed)
            : (next, CommitStatus.NoSeat);
    }

    /// <summary>Null for a seat in doubt: either answer will do.</summary>
    public (CodeModel Next, bool? Answer) Release(TokenHash code, string holder)
    {
        var seat = Seats.GetValueOrDefault((code, holder));
        return (this with { Seats = Seats.Remove((code, holder)) }, seat is { IsDoubtful: true } ? null : seat is not null);
    }

    public (CodeModel Next, CodeStatus Answer) Redeem(TokenHash code, Did account, DateTimeOffset now)
    {
        if (HasUsed(code, account)) return (Doubt(code, now), CodeStatus.AlreadyUsed);
        if (!Rows.ContainsKey(code)) return (this, CodeStatus.Unknown);
        return Judge(code, now) is var status and not CodeStatus.Granted
            ? (Doubt(code, now), status)
            : (GiveAway(code, now).Use(code, account, now), CodeStatus.Granted);
    }

    public AccountInvites FindSwitch(Did account) => Switches.GetValueOrDefault(account);

    public AccountCode? FindUsed(Did account) => Ledger.Where(use => use.Account == account)
        .OrderBy(use => use.At).Select(use => Find(use.Code)).FirstOrDefault();

    public IReadOnlyList<Invitee> Invitees(Did inviter) => [.. Ledger
        .Where(use => Rows[use.Code].Owner.Account == inviter)
        .Select(use => new Invitee(use.Account, inviter, use.At, use.Code))
        .OrderBy(row => row.InvitedAt).ThenBy(row => row.Account.Value, StringComparer.Ordinal)
        .ThenBy(row => row.Code.ToHex(), StringComparer.Ordinal)];

    public IReadOnlyList<LineageEntry> Subtree(Did root, int depth)
    {
        var found = new Dictionary<Did, int> { [root] = 0 };
        for (var level = 0; level < depth; level++)
        {
            var next = found.Where(entry => entry.Value == level).SelectMany(entry => Invitees(entry.Key)).ToList();
            foreach (var invitee in next) found.TryAdd(invitee.Account, level + 1);
        }

        return [.. found.OrderBy(entry => entry.Value).ThenBy(entry => entry.Key.Value, StringComparer.Ordinal)
            .Select(entry => new LineageEntry(entry.Key, entry.Value))];
    }

    public (CodeModel Next, IReadOnlyList<AccountCode> Answer) DisableSubtree(Did root, int depth, bool isDryRun)
    {
        var open = Subtree(root, depth).SelectMany(entry => Held(entry.Account)).Where(IsOpen)
            .OrderBy(code => code.Hash.ToHex(), StringComparer.Ordinal).ToList();
        return (isDryRun ? this : Disabled(open), [.. open.Select(code => code with { IsDisabled = true })]);
    }

    private IEnumerable<AccountCode> Held(Did owner) =>
        Rows.Values.Where(row => row.Owner.Account == owner).Select(row => Find(row.Hash)!);

    private IEnumerable<CodeUse> UsesOf(TokenHash code) => Ledger.Index().Where(use => use.Item.Code == code)
        .OrderByDescending(use => use.Item.At).ThenByDescending(use => use.Index)
        .Select(use => new CodeUse(use.Item.Account, use.Item.At));

    private bool HasUsed(TokenHash code, Did account) => Ledger.Any(use => use.Code == code && use.Account == account);

    private IEnumerable<KeyValuePair<(TokenHash Code, string Holder), ModelSeat>> SeatsOf(TokenHash code) =>
        Seats.Where(seat => seat.Key.Code == code);

    private ModelSeat? HeldSeat(TokenHash code, string holder, DateTimeOffset now) =>
        Seats.GetValueOrDefault((code, holder)) is { } seat && now < seat.LeaseEndsAt ? seat : null;

    private CodeStatus Judge(TokenHash code, DateTimeOffset now)
    {
        var row = Find(code)!;
        if (row.IsDisabled) return CodeStatus.Disabled;
        var taken = row.Uses.Count + SeatsOf(code).Count(seat => now < seat.Value.LeaseEndsAt);
        return taken < row.Available ? CodeStatus.Granted : CodeStatus.Exhausted;
    }

    private CodeModel Use(TokenHash code, Did account, DateTimeOffset now) =>
        this with { Ledger = Ledger.Add(new(code, account, now)) };

    private CodeModel Disabled(IReadOnlyList<AccountCode> codes) => this with
    {
        Rows = Rows.SetItems(codes.Select(code => KeyValuePair.Create(code.Hash, Rows[code.Hash] with { IsDisabled = true }))),
    };

    private CodeModel GiveAway(TokenHash code, DateTimeOffset now) =>
        this with { Seats = Seats.RemoveRange(EndedSeats(code, now).Select(seat => seat.Key)) };

    private CodeModel Doubt(TokenHash code, DateTimeOffset now) => this with
    {
        Seats = Seats.SetItems(EndedSeats(code, now)
            .Select(seat => KeyValuePair.Create(seat.Key, seat.Value with { IsDoubtful = true }))),
    };

    private List<KeyValuePair<(TokenHash Code, string Holder), ModelSeat>> EndedSeats(TokenHash code, DateTimeOffset now) =>
        [.. SeatsOf(code).Where(seat => seat.Value.LeaseEndsAt <= now)];

    private static bool IsOpen(AccountCode code) => !code.IsDisabled && code.Uses.Count < code.Available;
}
