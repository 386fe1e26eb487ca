using AtInvites.Stores.Contracts.SignUps;

namespace AtInvites.Stores.Contracts;

/// <summary>Ten thousand sign-ups that fail at every step, against codes of 1 to 50 uses: no code is burnt, none oversold, and
/// what was held by those who fell comes back when its lease ends.</summary>
public abstract class SignUpContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int SignUps = 10_000;

    private const int Parallel = 64;

    private static readonly SignUpFault[] Faults = Enum.GetValues<SignUpFault>();

    [Fact]
    public async Task Sign_ups_that_fail_at_every_step_burn_no_code_and_oversell_none()
    {
        var host = new SignUpHost(Stores, FaultOf);
        var (codes, plan) = await PlanAsync(host);

        var answers = await RunAsync(host, plan);

        await AssertWholeAsync(host, codes);
        Assert.All(Faults, fault => Assert.True(answers.Index().Count(one => FaultOf(one.Index) == fault && Ended(one)) > 100));
        await AssertSeatsComeBackAsync(host, codes, plan, answers);
    }

    /// <summary>Every second sign-up meets a fault, each kind as often as the others.</summary>
    private static SignUpFault FaultOf(int number) => number % 2 == 0 ? SignUpFault.None : Faults[number / 2 % Faults.Length];

    /// <summary>Whether a sign-up went as far as its fault: to an account, or to an exception.</summary>
    private static bool Ended((int Index, CodeStatus? Status) one) => one.Status is null or CodeStatus.Granted;

    /// <summary>Codes of 1 to 50 uses, and for each some more callers than it can take, who come together.</summary>
    private async Task<(List<(MintedCode Code, int Uses)> Codes, List<MintedCode> Plan)> PlanAsync(SignUpHost host)
    {
        var codes = new List<(MintedCode Code, int Uses)>();
        var plan = new List<MintedCode>();
        while (plan.Count < SignUps)
        {
            var uses = 1 + (codes.Count * 7 % 50);
            codes.Add((host.Mint(), uses));
            plan.AddRange(Enumerable.Repeat(codes[^1].Code, uses + 2 + (uses / 2)));
        }

        var rows = codes.Select(code => new AccountCode
        {
            Hash = code.Code.Hash, KeyId = code.Code.KeyId, Sealed = code.Code.Sealed, Owner = CodeOwner.Admin,
            CreatedBy = CodeOwner.Admin, CreatedAt = Given.At(0), Available = code.Uses,
        });
        Assert.Equal(AddStatus.Added, await Stores.Codes.AddAsync([.. rows], Cancellation));
        return (codes, plan[..SignUps]);
    }

    /// <summary>What each was answered; null where it broke off.</summary>
    private static async Task<CodeStatus?[]> RunAsync(SignUpHost host, List<MintedCode> plan)
    {
        var answers = new CodeStatus?[SignUps];
        var next = -1;
        await AtOnceAsync(Parallel, async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < SignUps; i = Interlocked.Increment(ref next))
            {
                try
                {
                    answers[i] = await host.SignUpAsync(i, plan[i]);
                    Assert.True(answers[i] is CodeStatus.Granted or CodeStatus.Exhausted);
                }
                catch (IOException)
                {
                    Assert.NotEqual(SignUpFault.None, FaultOf(i));
                }
            }

            return true;
        });
        return answers;
    }

    /// <summary>Uses and accounts are the same, one for one, and no code has more of them than it allows.</summary>
    private async Task AssertWholeAsync(SignUpHost host, List<(MintedCode Code, int Uses)> codes)
    {
        var accounts = host.Accounts.ToLookup(account => account.Value, account => account.Key);
        var total = 0;
        foreach (var (code, uses) in codes)
        {
            var row = await Stores.Codes.FindAsync(code.Hash, Cancellation);
            Assert.InRange(row!.Uses.Count, 0, uses);
            Assert.Equal(
                accounts[code.Hash].Select(account => account.Value).Order(StringComparer.Ordinal),
                row.Uses.Select(use => use.UsedBy.Value).Order(StringComparer.Ordinal));
            total += row.Uses.Count;
        }

        Assert.Equal(host.Accounts.Count, total);
        Assert.InRange(total, SignUps / 3, SignUps);
    }

    /// <summary>Held to the last millisecond of the lease are only seats whose answer was lost; at its end every use that was not
    /// taken can be had.</summary>
    private async Task AssertSeatsComeBackAsync(
        SignUpHost host, List<(MintedCode Code, int Uses)> codes, List<MintedCode> plan, CodeStatus?[] answers)
    {
        var lost = answers.Index().Where(one => one.Item is null && FaultOf(one.Index) == SignUpFault.ReserveAnswerLost)
            .ToLookup(one => plan[one.Index].Hash);
        var lease = host.Clock.Now + SignUpHost.Lease;
        var stuck = 0;
        foreach (var (code, uses) in codes)
        {
            var free = uses - (await Stores.Codes.FindAsync(code.Hash, Cancellation))!.Uses.Count;
            var had = await DrainAsync(code.Hash, lease.AddMilliseconds(-1), "before");
            Assert.InRange(free - had, 0, lost[code.Hash].Count());
            stuck += free - had;
            for (var i = 0; i < had; i++) Assert.True(await Stores.Seats.ReleaseAsync(code.Hash, $"before-{i}", Cancellation));
            Assert.Equal(free, await DrainAsync(code.Hash, lease, "after"));
        }

        Assert.True(stuck > 0);
    }
}
