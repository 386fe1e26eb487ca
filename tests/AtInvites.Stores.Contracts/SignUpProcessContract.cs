using AtInvites.Stores.Contracts.Processes;

namespace AtInvites.Stores.Contracts;

/// <summary>Ten thousand sign-ups by processes that are killed at every step. Their accounts stand in the database of the codes,
/// and account and use are one transaction. For stores with <see cref="IStoreFixture.WorkerArguments"/>.</summary>
public abstract class SignUpProcessContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int SignUps = 10_000;

    private const int Processes = 4;

    private const int Callers = 16;

    private const int KillsEach = 6;

    private const int Share = SignUps / (KillsEach + 1) / Processes;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    // In the words of the worker.
    private static readonly string[] Steps =
        ["BeforeReserve", "AfterReserve", "AfterAccount", "AfterUse", "BeforeAnswer", "AfterAnswer"];

    [Fact]
    public async Task Processes_killed_at_every_step_of_a_sign_up_burn_no_code_and_oversell_none()
    {
        Assert.Empty(await AccountsAsync());
        var (codes, plan) = await PlanAsync();

        var answers = (await Task.WhenAll(Enumerable.Range(0, Processes).Select(lane => Task.Run(() => RunAsync(lane, plan)))))
            .SelectMany(mine => mine).ToList();

        Assert.Equal(Processes * KillsEach, answers.Count(answer => answer.Status == "Parked"));
        Assert.InRange(answers.Count, SignUps * 3 / 4, SignUps);
        string[] known = ["Committed", "Exhausted", "NoSeat", "Parked"];
        Assert.All(answers, answer => Assert.Contains(answer.Status, known));
        await AssertWholeAsync(codes, [.. answers.Where(answer => answer.Status == "Committed")]);
    }

    /// <summary>Codes of 1 to 50 uses, and for each some more callers than it can take, who come together.</summary>
    private async Task<(List<AccountCode> Codes, List<TokenHash> Plan)> PlanAsync()
    {
        var (codes, plan) = (new List<AccountCode>(), new List<TokenHash>());
        while (plan.Count < SignUps)
        {
            codes.Add(new()
            {
                Hash = Given.Token($"code-{codes.Count}"), KeyId = "key", Sealed = new byte[] { 1 }, Owner = CodeOwner.Admin,
                CreatedBy = CodeOwner.Admin, CreatedAt = Given.At(0), Available = 1 + (codes.Count * 7 % 50),
            });
            plan.AddRange(Enumerable.Repeat(codes[^1].Hash, (int)codes[^1].Available + 2 + ((int)codes[^1].Available / 4)));
        }

        Assert.Equal(AddStatus.Added, await Stores.Codes.AddAsync(codes, Cancellation));
        return (codes, plan);
    }

    /// <summary>One process after the other, each killed when one of its sign-ups stands at a step and the others are under way;
    /// the last comes to its end.</summary>
    private async Task<List<SignUpAnswer>> RunAsync(int lane, List<TokenHash> plan)
    {
        var answers = new List<SignUpAnswer>();
        for (var run = 0; run <= KillsEach; run++)
        {
            var step = run < KillsEach ? Steps[(run + lane) % Steps.Length] : "Never";
            var from = Share - 20 - (((run * Processes) + lane) * 7 % 60);
            var mode = $"signups {Callers} {Lease.TotalMilliseconds} {step} {from} p{lane}-{run}";
            using var worker = await WorkerProcess.StartAsync(Fixture.WorkerArguments!, mode, Cancellation);
            var first = run * Share * Processes;
            // The processes meet at the same codes.
            await worker.FeedAsync(Enumerable.Range(0, Share).Select(i => plan[first + (i * Processes) + lane]), Cancellation);
            while (await worker.ReadSignUpAsync(Cancellation) is { } answer)
            {
                answers.Add(answer);
                if (answer.Status == "Parked") await worker.KillAsync(Cancellation);
            }

            await worker.AssertDidNotFailAsync();
        }

        return answers;
    }

    /// <summary>Every use has its account and every account its use; whoever was told has both; no code has more than it allows;
    /// and when the lease of the last seat ends, all that is left can be had.</summary>
    private async Task AssertWholeAsync(List<AccountCode> codes, List<SignUpAnswer> told)
    {
        var leasesEnd = TimeProvider.System.GetUtcNow() + Lease;
        var accounts = await AccountsAsync();
        var byCode = accounts.ToLookup(account => account.Code, account => account.Account.Value);
        Assert.Subset(
            accounts.Select(account => (account.Code, account.Account)).ToHashSet(),
            told.Select(answer => (answer.Code, answer.Account)).ToHashSet());
        var total = 0;
        foreach (var code in codes)
        {
            var row = await Stores.Codes.FindAsync(code.Hash, Cancellation);
            var uses = row!.Uses.Select(use => use.UsedBy.Value).Order(StringComparer.Ordinal).ToList();
            Assert.InRange(uses.Count, 0, code.Available);
            Assert.Equal(byCode[code.Hash].Order(StringComparer.Ordinal), uses);
            Assert.Equal(code.Available - uses.Count, await DrainAsync(code.Hash, leasesEnd, "left"));
            total += uses.Count;
        }

        Assert.Equal(accounts.Count, total);
        Assert.InRange(total, SignUps / 2, SignUps);
    }

    private async Task<List<SignUpAnswer>> AccountsAsync()
    {
        using var worker = await WorkerProcess.StartAsync(Fixture.WorkerArguments!, "accounts", Cancellation);
        var accounts = new List<SignUpAnswer>();
        while (await worker.ReadSignUpAsync(Cancellation) is { } account) accounts.Add(account);
        await worker.AssertEndedWellAsync(Cancellation);
        return accounts;
    }
}
