using AtInvites.Stores.Contracts.Processes;

namespace AtInvites.Stores.Contracts;

/// <summary>Several processes on one database, and processes that die in the middle of their work. For stores with
/// <see cref="IStoreFixture.WorkerArguments"/>.</summary>
public abstract class ProcessContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Processes = 4;

    private const int Kills = 24;

    private static readonly (string Name, long? MaxUses)[] Limits = [("unlimited", null), ("limited", 4), ("wide", 1_000_000)];

    [Fact]
    public async Task Four_processes_keep_every_limit_exactly()
    {
        var invites = await AddEachAsync(1, 7, 50, null);
        var answers = await LoadAsync(invites, 4, 16, worker => $"w{worker}");
        long[] expected = [1, 7, 50, 64];
        foreach (var (invite, uses) in invites.Zip(expected))
        {
            Assert.Equal(uses, answers.Count(answer => answer.Token == invite.Token && answer.Status == RedeemStatus.Admitted));
            Assert.Equal(64 - uses,
                answers.Count(answer => answer.Token == invite.Token && answer.Status == RedeemStatus.Exhausted));
        }

        await AssertWholeAsync(invites, answers);
    }

    [Fact]
    public async Task One_account_in_four_processes_takes_one_use()
    {
        var invites = await AddEachAsync(null, 1000);
        var answers = await LoadAsync(invites, 2, 16, _ => "same");
        foreach (var group in answers.GroupBy(answer => (answer.Token, answer.Account)))
        {
            Assert.Single(group, answer => answer.Status == RedeemStatus.Admitted);
            Assert.Equal(Processes - 1, group.Count(answer => answer.Status == RedeemStatus.AlreadyAdmitted));
        }

        await AssertWholeAsync(invites, answers);
    }

    [Fact]
    public async Task What_one_process_was_answered_holds_in_the_others_at_once()
    {
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite());
        var revoked = await AddAsync(Given.Invite("revoked", "other"));
        using var worker = await WorkerProcess.StartAsync(Fixture.WorkerArguments!, "serve", Cancellation);
        Task<RedeemStatus> ThereAsync(Invite which, int account) =>
            worker.RedeemAsync(which, Given.Account(account), Given.At(10), Cancellation);

        Assert.Equal(RedeemStatus.Admitted, await ThereAsync(invite, 1));
        Assert.Equal(RedeemStatus.AlreadyAdmitted, await StatusAsync(invite, Given.Account(1)));
        Assert.True(await Stores.Members.RemoveAsync(invite.Space, Given.Account(1), Given.At(20), Cancellation));
        Assert.Equal(RedeemStatus.Removed, await ThereAsync(invite, 1));
        Assert.True(await Stores.Invites.RevokeAsync(revoked.Space, revoked.Token, Given.At(20), Cancellation));
        Assert.Equal(RedeemStatus.Revoked, await ThereAsync(revoked, 2));
        Assert.True(await Stores.Spaces.DeleteAsync(invite.Space, Given.At(20), Cancellation));
        Assert.Equal(RedeemStatus.Revoked, await ThereAsync(invite, 3));
    }

    [Fact]
    public async Task Processes_killed_in_mid_load_lose_no_acknowledged_redemption_and_leave_none_half_done()
    {
        await Stores.DisposeAsync();
        for (var round = 0; round < Kills; round++)
        {
            List<Invite> invites = [];
            await using (var before = await Fixture.OpenAsync(Cancellation))
            {
                foreach (var (name, maxUses) in Limits)
                {
                    var invite = Given.Invite($"{name}-{round}", $"{name}-{round}") with { MaxUses = maxUses };
                    Assert.Equal(AddStatus.Added, await before.Invites.AddAsync(invite, Cancellation));
                    invites.Add(invite);
                }
            }

            var answers = await KillAsync(invites, round);
            await using var after = await Fixture.OpenAsync(Cancellation);
            await AssertWholeAsync(after, invites, answers);
            await after.Outbox.AcknowledgeAsync(await after.Outbox.PendingAsync(int.MaxValue, null, Cancellation), Cancellation);
        }
    }

    /// <summary>Two processes at work; one is killed after some answers, the other after it went on for some more.</summary>
    private async Task<List<WorkerAnswer>> KillAsync(List<Invite> invites, int round)
    {
        var tokens = invites.Select(invite => invite.Token).ToList();
        var starts = new[] { "one", "two" }.Select(name =>
            WorkerProcess.StartAsync(Fixture.WorkerArguments!, $"load 3 0 {name}-{round}", Cancellation)).ToArray();
        using var first = await starts[0];
        using var second = await starts[1];
        await first.FeedAsync(tokens, Cancellation);
        await second.FeedAsync(tokens, Cancellation);
        var answers = await ReadAsync(first, 1 + (round * 7 % 23));
        await first.KillAsync(Cancellation);
        answers.AddRange(await first.ReadToEndAsync(Cancellation));
        answers.AddRange(await ReadAsync(second, 1 + (round % 3)));
        await second.KillAsync(Cancellation);
        answers.AddRange(await second.ReadToEndAsync(Cancellation));
        await first.AssertDidNotFailAsync();
        await second.AssertDidNotFailAsync();
        return answers;
    }

    private static async Task<List<WorkerAnswer>> ReadAsync(WorkerProcess worker, int count)
    {
        var answers = new List<WorkerAnswer>();
        while (answers.Count < count && await worker.ReadAsync(Cancellation) is { } answer) answers.Add(answer);
        if (answers.Count < count) await worker.AssertDidNotFailAsync();
        return answers;
    }

    private async Task<List<Invite>> AddEachAsync(params long?[] limits)
    {
        var invites = new List<Invite>();
        foreach (var maxUses in limits)
            invites.Add(await AddAsync(Given.Invite($"{invites.Count}", $"space-{invites.Count}") with { MaxUses = maxUses }));
        return invites;
    }

    /// <summary>Has every process run its callers to their end and collects the answers.</summary>
    private async Task<List<WorkerAnswer>> LoadAsync(List<Invite> invites, int callers, int rounds, Func<int, string> name)
    {
        var workers = await Task.WhenAll(Enumerable.Range(0, Processes).Select(i =>
            WorkerProcess.StartAsync(Fixture.WorkerArguments!, $"load {callers} {rounds} {name(i)}", Cancellation)));
        try
        {
            foreach (var worker in workers) await worker.FeedAsync(invites.Select(invite => invite.Token), Cancellation);
            var answers = await Task.WhenAll(workers.Select(worker => worker.ReadToEndAsync(Cancellation)));
            foreach (var worker in workers) await worker.AssertEndedWellAsync(Cancellation);
            Assert.All(answers, mine => Assert.Equal(callers * rounds, mine.Count));
            return [.. answers.SelectMany(mine => mine)];
        }
        finally
        {
            foreach (var worker in workers) worker.Dispose();
        }
    }

    private Task AssertWholeAsync(List<Invite> invites, List<WorkerAnswer> answers) => AssertWholeAsync(Stores, invites, answers);

    /// <summary>Nothing that was answered is lost, and count, ledger, members and outbox of each invite, which has a space of
    /// its own, tell the same.</summary>
    private static async Task AssertWholeAsync(StoreSet stores, List<Invite> invites, List<WorkerAnswer> answers)
    {
        var pending = await stores.Outbox.PendingAsync(int.MaxValue, null, Cancellation);
        foreach (var invite in invites)
        {
            var found = await stores.Invites.FindAsync(invite.Token, Cancellation);
            Assert.NotNull(found);
            if (invite.MaxUses is { } limit) Assert.InRange(found.Uses, 0, limit);
            var told = pending.Where(row => row.Token == invite.Token).Select(row => row.Account.Value)
                .Order(StringComparer.Ordinal).ToList();
            var page = await stores.Members.ListAsync(new() { Space = invite.Space, Limit = int.MaxValue - 1 }, Cancellation);
            Assert.Equal(found.Uses, told.Count);
            Assert.Equal(told, page.Items.Select(member => member.Account.Value));
            var answered = answers
                .Where(answer => answer.Token == invite.Token && answer.Status == RedeemStatus.Admitted).ToList();
            Assert.Subset(told.ToHashSet(), answered.Select(answer => answer.Account.Value).ToHashSet());
            Assert.Equal(answered.Count, answered.DistinctBy(answer => answer.Account).Count());
            foreach (var answer in answered)
            {
                var again = await stores.Redemptions.RedeemAsync(invite.Token, answer.Account, Given.At(99), Cancellation);
                Assert.Equal(new RedeemOutcome(RedeemStatus.AlreadyAdmitted, invite.Space, invite.Perms), again);
            }
        }
    }
}
