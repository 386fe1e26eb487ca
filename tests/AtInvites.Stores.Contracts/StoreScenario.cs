namespace AtInvites.Stores.Contracts;

/// <summary>A database of its own for every test, and the verbs in short.</summary>
public abstract class StoreScenario<TFixture> : IAsyncLifetime
    where TFixture : IStoreFixture, new()
{
    protected TFixture Fixture { get; } = new();

    protected StoreSet Stores { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Stores = await Fixture.OpenAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stores an invite and returns it.</summary>
    protected async Task<Invite> AddAsync(Invite invite)
    {
        Assert.Equal(AddStatus.Added, await Stores.Invites.AddAsync(invite, Cancellation));
        return invite;
    }

    /// <summary>Stores a space and returns it.</summary>
    protected async Task<Space> CreateAsync(Space space)
    {
        Assert.True(await Stores.Spaces.CreateAsync(space, Cancellation));
        return space;
    }

    protected Task<RedeemOutcome> RedeemAsync(Invite invite, Did account, long at = 10) =>
        Stores.Redemptions.RedeemAsync(invite.Token, account, Given.At(at), Cancellation).AsTask();

    protected async Task<RedeemStatus> StatusAsync(Invite invite, Did account, long at = 10) =>
        (await RedeemAsync(invite, account, at)).Status;

    protected async Task<Invite> FindAsync(Invite invite)
    {
        var found = await Stores.Invites.FindAsync(invite.Token, Cancellation);
        Assert.NotNull(found);
        return found;
    }

    protected Task<Member?> MemberAsync(Did account, string space = "main") =>
        Stores.Members.FindAsync(Given.SpaceUri(space), account, Cancellation).AsTask();

    protected Task<IReadOnlyList<Admission>> PendingAsync(int limit = int.MaxValue) =>
        Stores.Outbox.PendingAsync(limit, null, Cancellation).AsTask();

    /// <summary>Every invite of a space, read in one page.</summary>
    protected async Task<IReadOnlyList<Invite>> InvitesAsync(string space = "main", bool includeRevoked = true)
    {
        var query = new InviteQuery { Space = Given.SpaceUri(space), IncludeRevoked = includeRevoked, Limit = 100_000 };
        return (await Stores.Invites.ListAsync(query, Cancellation)).Items;
    }

    /// <summary>Every member of a space, read in one page.</summary>
    protected async Task<IReadOnlyList<Member>> MembersAsync(string space = "main")
    {
        var query = new MemberQuery { Space = Given.SpaceUri(space), Limit = 100_000 };
        return (await Stores.Members.ListAsync(query, Cancellation)).Items;
    }

    /// <summary>Holds an invite's count against its ledger, its members and its outbox, which nobody acknowledged.</summary>
    protected async Task AssertUsesAsync(Invite invite, long uses)
    {
        Assert.Equal(uses, (await FindAsync(invite)).Uses);
        var pending = (await PendingAsync()).Where(row => row.Token == invite.Token).ToList();
        Assert.Equal(uses, pending.Count);
        Assert.Equal(uses, pending.DistinctBy(row => row.Account).Count());
        var members = (await MembersAsync()).Select(member => member.Account).ToHashSet();
        Assert.All(pending, row => Assert.Contains(row.Account, members));
    }

    /// <summary>Starts every caller behind one gate and answers when all have ended.</summary>
    protected static async Task<T[]> AtOnceAsync<T>(int callers, Func<int, Task<T>> call)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, callers).Select(i => Task.Run(async () =>
        {
            await gate.Task;
            return await call(i);
        })).ToArray();
        gate.SetResult();
        return await Task.WhenAll(calls);
    }
}
