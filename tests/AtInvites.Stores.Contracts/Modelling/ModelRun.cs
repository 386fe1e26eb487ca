namespace AtInvites.Stores.Contracts.Modelling;

/// <summary>One sequence on the stores and on the model side by side. Steps alternate between two sets over the same database,
/// as two processes would.</summary>
internal sealed class ModelRun(Cast cast, StoreSet[] sets, Func<ValueTask<StoreSet>> reopen, CancellationToken cancellation)
{
    private StoreModel _model = new();
    private DateTimeOffset _now = cast.Start;
    private int _count;

    private StoreSet Stores => sets[_count % sets.Length];

    public async Task ExecuteAsync(IEnumerable<Step> steps)
    {
        await ClearAsync();
        foreach (var step in steps)
        {
            _count++;
            _now = _now.AddMilliseconds(step.Advance);
            await ExecuteAsync(step);
        }

        await CompareAsync();
    }

    private Task ExecuteAsync(Step step) => step.Verb switch
    {
        Verb.AddInvite => AddInviteAsync(cast.Invite(step, _now)),
        Verb.FindInvite => FindInviteAsync(cast.Token(step)),
        Verb.ListInvites => ListInvitesAsync(step),
        Verb.Revoke => RevokeAsync(cast.Uri(step), cast.Token(step)),
        Verb.RevokeAll => RevokeAllAsync(cast.Uri(step)),
        Verb.Sweep => SweepAsync(_now.AddMilliseconds(1 - step.Pick(8)), step.Pick(3, 8) == 0 ? 1 : 100),
        Verb.Redeem => RedeemAsync(cast.Token(step), cast.Account(step)),
        Verb.ListPending => ListPendingAsync(1 + step.Pick(5)),
        Verb.Acknowledge => AcknowledgeAsync(step),
        Verb.CreateSpace => CreateSpaceAsync(cast.Space(step) with { CreatedAt = _now }),
        Verb.FindSpace => FindSpaceAsync(cast.Uri(step)),
        Verb.ListSpaces => ListSpacesAsync(step),
        Verb.DeleteSpace => DeleteSpaceAsync(cast.Uri(step)),
        Verb.AddMember => AddMemberAsync(cast.Uri(step), cast.Member(step, _now)),
        Verb.RemoveMember => RemoveMemberAsync(cast.Uri(step), cast.Account(step)),
        Verb.FindMember => FindMemberAsync(cast.Uri(step), cast.Account(step)),
        Verb.ListMembers => ListMembersAsync(step),
        Verb.Reopen => ReopenAsync(),
        _ => throw new InvalidOperationException($"No such verb: {step.Verb}."),
    };

    private async Task AddInviteAsync(Invite invite) =>
        Expect(_model.Add(invite), await Stores.Invites.AddAsync(invite, cancellation));

    private async Task FindInviteAsync(TokenHash token) =>
        Assert.Equal(_model.Find(token), await Stores.Invites.FindAsync(token, cancellation));

    private async Task ListInvitesAsync(Step step)
    {
        var token = cast.Token(step);
        InvitePosition? after = step.Pick(2, 16) == 0 ? null
            : _model.Find(token)?.Position ?? new(_now.AddMilliseconds(-3), token);
        var query = new InviteQuery
        {
            Space = cast.Uri(step), IncludeRevoked = step.Pick(2) == 0, Limit = 1 + step.Pick(3, 2), After = after,
        };
        Expect(_model.List(query), await Stores.Invites.ListAsync(query, cancellation));
    }

    private async Task RevokeAsync(AtUri space, TokenHash token) =>
        Expect(_model.Revoke(space, token, _now), await Stores.Invites.RevokeAsync(space, token, _now, cancellation));

    private async Task RevokeAllAsync(AtUri space) =>
        Expect(_model.RevokeAll(space, _now), await Stores.Invites.RevokeAllAsync(space, _now, cancellation));

    // Which of the ended invites go first is the store's choice; the model follows it.
    private async Task SweepAsync(DateTimeOffset endedBefore, int limit)
    {
        var ended = _model.EndedBefore(endedBefore);
        Assert.Equal(Math.Min(ended.Count, limit), await Stores.Invites.SweepAsync(endedBefore, limit, cancellation));
        var gone = new List<TokenHash>();
        foreach (var token in ended)
        {
            if (await Stores.Invites.FindAsync(token, cancellation) is null) gone.Add(token);
        }

        Assert.Equal(Math.Min(ended.Count, limit), gone.Count);
        _model = _model.Without(gone);
    }

    // A clock that moved on before every redemption gives the outbox one order.
    private async Task RedeemAsync(TokenHash token, Did account)
    {
        _now = _now.AddMilliseconds(1);
        Expect(_model.Redeem(token, account, _now), await Stores.Redemptions.RedeemAsync(token, account, _now, cancellation));
    }

    private async Task ListPendingAsync(int limit) =>
        Assert.Equal(_model.Pending(limit), await Stores.Outbox.PendingAsync(limit, null, cancellation));

    private async Task AcknowledgeAsync(Step step)
    {
        var any = new Admission
        {
            Token = cast.Token(step), Account = cast.Account(step), Space = cast.Uri(step), Perms = Perms.Read,
            InvitedBy = Given.Owner, At = _now,
        };
        IReadOnlyList<Admission> told = [any, .. _model.Pending(step.Pick(3)), any];
        await Stores.Outbox.AcknowledgeAsync(told, cancellation);
        _model = _model.Acknowledge(told);
    }

    private async Task CreateSpaceAsync(Space space) =>
        Expect(_model.Create(space), await Stores.Spaces.CreateAsync(space, cancellation));

    private async Task FindSpaceAsync(AtUri uri) =>
        Assert.Equal(_model.FindSpace(uri), await Stores.Spaces.FindAsync(uri, cancellation));

    private async Task ListSpacesAsync(Step step)
    {
        var query = new SpaceQuery
        {
            Account = cast.Account(step),
            OwnedOnly = step.Pick(2) == 1,
            Type = step.Pick(2, 2) == 0 ? null : cast.Space(step).Type,
            Limit = 1 + step.Pick(3, 4),
            After = step.Pick(2, 16) == 0 ? null : cast.Uri(step),
        };
        Expect(_model.List(query), await Stores.Spaces.ListAsync(query, cancellation));
    }

    private async Task DeleteSpaceAsync(AtUri uri) =>
        Expect(_model.Delete(uri, _now), await Stores.Spaces.DeleteAsync(uri, _now, cancellation));

    private async Task AddMemberAsync(AtUri space, Member member) =>
        Expect(_model.AddMember(space, member), await Stores.Members.AddAsync(space, member, cancellation));

    private async Task RemoveMemberAsync(AtUri space, Did account) =>
        Expect(_model.RemoveMember(space, account), await Stores.Members.RemoveAsync(space, account, _now, cancellation));

    private async Task FindMemberAsync(AtUri space, Did account) =>
        Assert.Equal(_model.FindMember(space, account), await Stores.Members.FindAsync(space, account, cancellation));

    private async Task ListMembersAsync(Step step)
    {
        Did? after = step.Pick(2, 16) == 0 ? null : cast.Account(step);
        var query = new MemberQuery { Space = cast.Uri(step), Limit = 1 + step.Pick(3), After = after };
        Expect(_model.List(query), await Stores.Members.ListAsync(query, cancellation));
    }

    private async Task ReopenAsync()
    {
        var before = sets[_count % sets.Length];
        sets[_count % sets.Length] = await reopen();
        if (!sets.Contains(before)) await before.DisposeAsync();
    }

    /// <summary>Takes away what earlier sequences left where lists reach beyond a space.</summary>
    private async Task ClearAsync()
    {
        await Stores.Invites.SweepAsync(cast.Start, int.MaxValue, cancellation);
        if (await Stores.Outbox.PendingAsync(int.MaxValue, null, cancellation) is { Count: > 0 } left)
            await Stores.Outbox.AcknowledgeAsync(left, cancellation);
    }

    /// <summary>Every list at the end, on every set.</summary>
    private async Task CompareAsync()
    {
        foreach (var stores in sets)
        {
            Assert.Equal(_model.Pending(int.MaxValue), await stores.Outbox.PendingAsync(int.MaxValue, null, cancellation));
            foreach (var uri in cast.Everywhere.Select(space => space.Uri))
            {
                var invites = new InviteQuery { Space = uri, IncludeRevoked = true, Limit = 100 };
                Expect(_model.List(invites), await stores.Invites.ListAsync(invites, cancellation));
                var members = new MemberQuery { Space = uri, Limit = 100 };
                Expect(_model.List(members), await stores.Members.ListAsync(members, cancellation));
            }

            foreach (var account in cast.Everybody)
            {
                var spaces = new SpaceQuery { Account = account, Limit = 100 };
                Expect(_model.List(spaces), await stores.Spaces.ListAsync(spaces, cancellation));
            }
        }
    }

    private void Expect<T>((StoreModel Next, T Answer) expected, T actual)
    {
        Assert.Equal(expected.Answer, actual);
        _model = expected.Next;
    }

    private static void Expect<T>(Page<T> expected, Page<T> actual)
    {
        Assert.Equal(expected.Items, actual.Items);
        Assert.Equal(expected.HasMore, actual.HasMore);
    }
}
