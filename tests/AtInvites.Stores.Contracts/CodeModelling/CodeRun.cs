namespace AtInvites.Stores.Contracts.CodeModelling;

/// <summary>Sequences on the stores and on the model side by side, one after the other on one database. Steps alternate between
/// two sets over it, as two processes would.</summary>
internal sealed class CodeRun(StoreSet[] sets, Func<ValueTask<StoreSet>> reopen, CancellationToken cancellation)
{
    /// <summary>Where pages of a sort ended, with the length of the ledger that the list goes by.</summary>
    private readonly List<(CodeSort Sort, CodePosition Place, int AsOf)> _places = [];

    private CodeModel _model = new();
    private CodeCast _cast = new(0);
    private DateTimeOffset _now;
    private int _count;

    /// <summary>How many were begun.</summary>
    public int Sequences { get; private set; }

    /// <summary>Whether every answer so far was the model's.</summary>
    public bool IsSound { get; private set; } = true;

    private StoreSet Stores => sets[_count % sets.Length];

    public async Task ExecuteAsync(CodeCast cast, IEnumerable<CodeStep> steps)
    {
        Sequences++;
        IsSound = false;
        (_cast, _now) = (cast, cast.Start);
        foreach (var step in steps)
        {
            _count++;
            _now = _now.AddMilliseconds(step.Advance);
            await ExecuteAsync(step);
        }

        await CompareAsync();
        IsSound = true;
    }

    private Task ExecuteAsync(CodeStep step) => step.Verb switch
    {
        CodeVerb.Add => AddAsync(_cast.Added(step, _now)),
        CodeVerb.Find => FindAsync(_cast.Hash(step)),
        CodeVerb.List => ListAsync(step),
        CodeVerb.ListFor => ListForAsync(_cast.Account(step)),
        CodeVerb.Disable => DisableAsync(step),
        CodeVerb.Earn => EarnAsync(step),
        CodeVerb.FindOwner => FindOwnerAsync(_cast.Hash(step)),
        CodeVerb.Reserve => ReserveAsync(_cast.Hash(step), CodeCast.Holder(step), 1 + step.Pick(12, 3)),
        CodeVerb.Commit => CommitAsync(_cast.Hash(step), CodeCast.Holder(step), _cast.Account(step)),
        CodeVerb.Release => ReleaseAsync(_cast.Hash(step), CodeCast.Holder(step)),
        CodeVerb.Redeem => RedeemAsync(_cast.Hash(step), _cast.Account(step)),
        CodeVerb.SetSwitch => SetSwitchAsync(_cast.Account(step), new(step.Pick(2) == 0, Note(step))),
        CodeVerb.FindSwitch => FindSwitchAsync(_cast.Account(step)),
        CodeVerb.FindUsed => FindUsedAsync(_cast.Account(step)),
        CodeVerb.ListInvitees => ListInviteesAsync(step),
        CodeVerb.ReadSubtree => ReadSubtreeAsync(_cast.Account(step), step.Pick(5)),
        CodeVerb.DisableSubtree => DisableSubtreeAsync(_cast.Account(step), step.Pick(4), step.Pick(2, 4) == 0),
        CodeVerb.Reopen => ReopenAsync(),
        _ => throw new InvalidOperationException($"No such verb: {step.Verb}."),
    };

    private async Task AddAsync(IReadOnlyList<AccountCode> codes) =>
        Expect(_model.Add(codes), await Stores.Codes.AddAsync(codes, cancellation));

    private async Task FindAsync(TokenHash code) =>
        Assert.Equal(CodeText.Of(_model.Find(code)), CodeText.Of(await Stores.Codes.FindAsync(code, cancellation)));

    private async Task ListAsync(CodeStep step)
    {
        var sort = step.Pick(2) == 0 ? CodeSort.Recent : CodeSort.Usage;
        var known = _places.Where(place => place.Sort == sort).ToList();
        (CodePosition Place, int AsOf)? after = null;
        if (known.Count > 0 && step.Pick(3, 8) > 0)
        {
            var (_, place, asOf) = known[^(1 + step.Pick(Math.Min(known.Count, 10), 24))];
            // Also places that no code has, and codes of an older list.
            after = (step.Pick(3, 8) == 1 ? place : place with { Rank = place.Rank + 1, Code = _cast.Hash(step) }, asOf);
        }

        await ListAsync(sort, 1 + step.Pick(4, 2), after);
    }

    private async Task ListAsync(CodeSort sort, int limit, (CodePosition Place, int AsOf)? after)
    {
        var asOf = after?.AsOf ?? _model.Ledger.Count;
        var expected = _model.List(sort, asOf, after is { } last ? (last.Place.Rank, last.Place.Code) : null);
        var query = new CodeQuery { Sort = sort, Limit = limit, After = after?.Place };
        var page = await Stores.Codes.ListAsync(query, cancellation);
        Expect([.. expected.Take(limit).Select(row => row.Code)], page.Items);
        Assert.Equal(expected.Count > limit, page.Next is not null);
        if (page.Next is not { } next) return;
        var (code, rank) = expected[limit - 1];
        Assert.Equal((rank, code.Hash), (next.Rank, next.Code));
        if (sort == CodeSort.Recent) Assert.Equal(0, next.AsOf);
        else if (after is { } before) Assert.Equal(before.Place.AsOf, next.AsOf);
        _places.Add((sort, next, asOf));
    }

    private async Task ListForAsync(Did owner) =>
        Expect(_model.ListFor(owner), await Stores.Codes.ListForAsync(owner, cancellation));

    private async Task DisableAsync(CodeStep step)
    {
        TokenHash[] codes = step.Pick(3) == 0 ? [] : [_cast.Hash(step), _cast.Hashes[step.Pick(CodeCast.Codes, 2)]];
        Did[] owners = step.Pick(3) == 1 ? [] : [_cast.Account(step)];
        Expect(_model.Disable(codes, owners), await Stores.Codes.DisableAsync(codes, owners, cancellation));
    }

    private async Task EarnAsync(CodeStep step)
    {
        var earning = new Earning
        {
            Account = _cast.Account(step),
            CouldCreate = step.Pick(5) - 1,
            Since = _now.AddMilliseconds(-step.Pick(8, 4)),
            MaxOpen = step.Pick(4, 16),
            Prepared = _cast.Prepared(step, _now, _model.Rows.ContainsKey),
        };
        var (next, answer) = _model.Earn(earning);
        Expect(answer, await Stores.Codes.EarnAsync(earning, cancellation));
        _model = next;
    }

    private async Task FindOwnerAsync(TokenHash code) =>
        Assert.Equal(_model.Find(code)?.Owner, await Stores.Seats.FindOwnerAsync(code, cancellation));

    private async Task ReserveAsync(TokenHash code, string holder, int lease)
    {
        var now = _model.Settled(code, _now);
        var end = now.AddMilliseconds(lease);
        Expect(_model.Reserve(code, holder, now, end), await Stores.Seats.ReserveAsync(code, holder, now, end, cancellation));
    }

    private async Task CommitAsync(TokenHash code, string holder, Did account)
    {
        var commit = new SeatCommit(code, holder, account, _model.Settled(code, _now));
        Expect(_model.Commit(commit), await Stores.Seats.CommitAsync(commit, cancellation));
    }

    private async Task ReleaseAsync(TokenHash code, string holder)
    {
        var (next, answer) = _model.Release(code, holder);
        var actual = await Stores.Seats.ReleaseAsync(code, holder, cancellation);
        Assert.Equal(answer ?? actual, actual);
        _model = next;
    }

    private async Task RedeemAsync(TokenHash code, Did account)
    {
        var now = _model.Settled(code, _now);
        Expect(_model.Redeem(code, account, now), await Stores.Seats.RedeemAsync(code, account, now, cancellation));
    }

    private async Task SetSwitchAsync(Did account, AccountInvites invites)
    {
        await Stores.AccountInvites.SetAsync(account, invites, cancellation);
        _model = _model with { Switches = _model.Switches.SetItem(account, invites) };
    }

    private async Task FindSwitchAsync(Did account) =>
        Assert.Equal(_model.FindSwitch(account), await Stores.AccountInvites.FindAsync(account, cancellation));

    private async Task FindUsedAsync(Did account) => Assert.Equal(
        CodeText.Of(_model.FindUsed(account)), CodeText.Of(await Stores.Lineage.FindUsedAsync(account, cancellation)));

    private Task ListInviteesAsync(CodeStep step)
    {
        var all = _model.Invitees(_cast.Account(step));
        Invitee? after = all.Count == 0 || step.Pick(3, 8) == 0 ? null : all[step.Pick(all.Count, 24)];
        // Also a place that no row has.
        if (step.Pick(3, 8) == 2) after = after is { } row ? row with { Code = _cast.Hash(step) } : null;
        return ListInviteesAsync(_cast.Account(step), 1 + step.Pick(4), after);
    }

    private async Task ListInviteesAsync(Did inviter, int limit, Invitee? after)
    {
        var rest = _model.Invitees(inviter).Where(row => after is not { } last || IsBehind(row, last)).ToList();
        var query = new InviteeQuery { Inviter = inviter, Limit = limit, After = after };
        var page = await Stores.Lineage.ListInviteesAsync(query, cancellation);
        Assert.Equal(rest.Take(limit), page.Items);
        Assert.Equal(rest.Count > limit, page.HasMore);
    }

    private async Task ReadSubtreeAsync(Did root, int depth) =>
        Assert.Equal(_model.Subtree(root, depth), await Stores.Lineage.ReadSubtreeAsync(root, depth, cancellation));

    private async Task DisableSubtreeAsync(Did root, int depth, bool isDryRun)
    {
        var (next, answer) = _model.DisableSubtree(root, depth, isDryRun);
        Expect(answer, await Stores.Lineage.DisableSubtreeAsync(root, depth, isDryRun, cancellation));
        _model = next;
    }

    private async Task ReopenAsync()
    {
        var before = sets[_count % sets.Length];
        sets[_count % sets.Length] = await reopen();
        if (!sets.Contains(before)) await before.DisposeAsync();
    }

    /// <summary>Everything of this sequence at the end, and what can still be had of its codes.</summary>
    private async Task CompareAsync()
    {
        await ListAsync(CodeSort.Recent, CodeCast.Codes, null);
        await ListAsync(CodeSort.Usage, CodeCast.Codes, null);
        foreach (var account in _cast.Everybody)
        {
            await ListForAsync(account);
            await FindUsedAsync(account);
            await FindSwitchAsync(account);
            await ListInviteesAsync(account, 100, null);
            await ReadSubtreeAsync(account, 9);
        }

        foreach (var code in _cast.Hashes)
        {
            await FindAsync(code);
            await ReserveAsync(code, "last", 1);
        }
    }

    private void Expect<T>((CodeModel Next, T Answer) expected, T actual)
    {
        Assert.Equal(expected.Answer, actual);
        _model = expected.Next;
    }

    private static void Expect(IReadOnlyList<AccountCode> expected, IReadOnlyList<AccountCode> actual) =>
        Assert.Equal(expected.Select(CodeText.Of), actual.Select(CodeText.Of));

    private static bool IsBehind(Invitee row, Invitee last)
    {
        if (row.InvitedAt != last.InvitedAt) return row.InvitedAt > last.InvitedAt;
        var order = string.CompareOrdinal(row.Account.Value, last.Account.Value);
        return order == 0 ? string.CompareOrdinal(row.Code.ToHex(), last.Code.ToHex()) > 0 : order > 0;
    }

    private static string? Note(CodeStep step) => step.Pick(3, 2) == 0 ? null : $"note {step.Choice}";
}
