namespace AtInvites.Stores.Contracts;

/// <summary>Many callers of one set at once; nothing here depends on who comes first.</summary>
public abstract class ConcurrencyContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Callers = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(null)]
    public async Task Of_64_accounts_at_once_exactly_as_many_come_in_as_the_invite_says(int? maxUses)
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = maxUses });
        var outcomes = await AtOnceAsync(Callers, i => RedeemAsync(invite, Given.Account(i)));
        var admitted = Math.Min(maxUses ?? Callers, Callers);
        Assert.Equal(admitted, outcomes.Count(outcome => outcome.Status == RedeemStatus.Admitted));
        Assert.Equal(Callers - admitted, outcomes.Count(outcome => outcome.Status == RedeemStatus.Exhausted));
        await AssertUsesAsync(invite, admitted);
        for (var i = 0; i < Callers; i++) Assert.Equal(outcomes[i].IsAdmitted, await MemberAsync(Given.Account(i)) is not null);
    }

    [Fact]
    public async Task Two_sets_over_one_database_keep_one_limit()
    {
        var other = await Fixture.OpenAsync(Cancellation);
        var invite = await AddAsync(Given.Invite() with { MaxUses = 21 });
        var outcomes = await AtOnceAsync(Callers, async i => await (i % 2 == 0 ? Stores : other).Redemptions.RedeemAsync(
            invite.Token, Given.Account(i), Given.At(10), Cancellation));
        Assert.Equal(21, outcomes.Count(outcome => outcome.Status == RedeemStatus.Admitted));
        await AssertUsesAsync(invite, 21);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public async Task One_account_64_times_at_once_takes_one_use(int? maxUses)
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = maxUses });
        var outcomes = await AtOnceAsync(Callers, _ => RedeemAsync(invite, Given.Account(1)));
        Assert.Single(outcomes, outcome => outcome.Status == RedeemStatus.Admitted);
        Assert.Equal(Callers - 1, outcomes.Count(outcome => outcome.Status == RedeemStatus.AlreadyAdmitted));
        await AssertUsesAsync(invite, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_threads_that_start_together_one_takes_the_use_round_after_round(bool isSameAccount)
    {
        const int Threads = 2;
        var invites = new List<Invite>();
        for (var i = 0; i < (Fixture.IsDurable ? 150 : 20_000); i++)
            invites.Add(await AddAsync(Given.Invite($"{i}", $"space-{i}") with { MaxUses = isSameAccount ? null : 1 }));
        var admitted = new int[invites.Count];
        using var line = new Barrier(Threads);
        var cancellation = Cancellation;
        var runs = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                var account = Given.Account(isSameAccount ? 0 : thread);
                for (var i = 0; i < invites.Count; i++)
                {
                    line.SignalAndWait(cancellation);
                    if (IsAdmitted(invites[i], account, line)) Interlocked.Increment(ref admitted[i]);
                }
            },
            cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(runs);
        Assert.All(admitted, count => Assert.Equal(1, count));
        foreach (var invite in invites) Assert.Equal(1, (await FindAsync(invite)).Uses);
        Assert.Equal(invites.Count, (await PendingAsync()).Count);
    }

    [Fact]
    public async Task Many_invites_and_accounts_at_once_keep_every_limit()
    {
        var invites = new List<Invite>();
        for (var i = 0; i < 8; i++) invites.Add(await AddAsync(Given.Invite($"{i}") with { MaxUses = i + 1 }));
        var outcomes = await AtOnceAsync(8 * Callers, i => RedeemAsync(invites[i % 8], Given.Account(i / 8 % 16)));
        for (var i = 0; i < 8; i++)
        {
            await AssertUsesAsync(invites[i], i + 1);
            var mine = outcomes.Where((_, n) => n % 8 == i);
            Assert.Equal(i + 1, mine.Count(outcome => outcome.Status == RedeemStatus.Admitted));
        }
    }

    [Fact]
    public async Task Nobody_who_starts_after_a_revocation_answered_comes_in()
    {
        var invite = await AddAsync(Given.Invite());
        await RaceAsync(invite, async () =>
            Assert.True(await Stores.Invites.RevokeAsync(invite.Space, invite.Token, Given.At(20), Cancellation)));
    }

    [Fact]
    public async Task Nobody_who_starts_after_a_revocation_of_all_answered_comes_in()
    {
        var invite = await AddAsync(Given.Invite());
        await RaceAsync(invite, async () =>
            Assert.Equal(1, await Stores.Invites.RevokeAllAsync(invite.Space, Given.At(20), Cancellation)));
    }

    [Fact]
    public async Task Nobody_who_starts_after_a_deletion_of_the_space_answered_comes_in()
    {
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite());
        await RaceAsync(invite, async () =>
            Assert.True(await Stores.Spaces.DeleteAsync(invite.Space, Given.At(20), Cancellation)));
    }

    [Fact]
    public async Task A_redemption_that_races_its_removal_comes_wholly_before_or_wholly_after()
    {
        var invite = await AddAsync(Given.Invite());
        for (var i = 0; i < 50; i++)
        {
            var account = Given.Account(i);
            var redemption = Task.Run(() => RedeemAsync(invite, account), Cancellation);
            var removal = Task.Run(async () =>
                await Stores.Members.RemoveAsync(invite.Space, account, Given.At(11), Cancellation), Cancellation);
            Assert.Equal(RedeemStatus.Admitted, (await redemption).Status);
            var wasRemoved = await removal;
            Assert.Equal(wasRemoved, await MemberAsync(account) is null);
            Assert.Equal(wasRemoved ? RedeemStatus.Removed : RedeemStatus.AlreadyAdmitted, await StatusAsync(invite, account));
        }

        Assert.Equal(50, (await FindAsync(invite)).Uses);
        Assert.Equal(50, (await PendingAsync()).Count);
    }

    [Fact]
    public async Task A_removed_member_stays_out_however_often_it_knocks()
    {
        var invite = await AddAsync(Given.Invite());
        await RedeemAsync(invite, Given.Account(1));
        var isRemoved = false;
        var answers = await AtOnceAsync(16, async i =>
        {
            if (i == 0)
            {
                Assert.True(await Stores.Members.RemoveAsync(invite.Space, Given.Account(1), Given.At(11), Cancellation));
                Volatile.Write(ref isRemoved, true);
            }

            var mayBeIn = !Volatile.Read(ref isRemoved);
            return (MayBeIn: mayBeIn, Status: await StatusAsync(invite, Given.Account(1)));
        });
        Assert.All(answers, answer => Assert.True(
            answer.Status == RedeemStatus.Removed || (answer.MayBeIn && answer.Status == RedeemStatus.AlreadyAdmitted)));
        Assert.Null(await MemberAsync(Given.Account(1)));
        Assert.Equal(1, (await FindAsync(invite)).Uses);
    }

    [Fact]
    public async Task One_hash_added_by_many_at_once_is_added_once()
    {
        var answers = await AtOnceAsync(16, async i =>
            await Stores.Invites.AddAsync(Given.Invite() with { Note = $"{i}" }, Cancellation));
        Assert.Single(answers, status => status == AddStatus.Added);
        Assert.Equal($"{Array.IndexOf(answers, AddStatus.Added)}", Assert.Single(await InvitesAsync()).Note);
    }

    [Fact]
    public async Task One_space_is_created_once_and_deleted_once()
    {
        Assert.Single(await AtOnceAsync(16, async _ => await Stores.Spaces.CreateAsync(Given.Space(), Cancellation)), true);
        Assert.Single(await AtOnceAsync(16, async _ =>
            await Stores.Spaces.DeleteAsync(Given.SpaceUri(), Given.At(5), Cancellation)), true);
    }

    [Fact]
    public async Task An_invite_added_while_its_space_is_deleted_is_refused_or_revoked()
    {
        await CreateAsync(Given.Space());
        var answers = await AtOnceAsync(32, async i => i == 16
            ? (Deleted: await Stores.Spaces.DeleteAsync(Given.SpaceUri(), Given.At(5), Cancellation),
                Added: AddStatus.SpaceDeleted)
            : (Deleted: false, Added: await Stores.Invites.AddAsync(Given.Invite($"{i}"), Cancellation)));
        Assert.True(answers[16].Deleted);
        Assert.Equal(answers.Count(answer => answer.Added == AddStatus.Added), (await InvitesAsync()).Count);
        Assert.All(await InvitesAsync(), invite => Assert.NotNull(invite.RevokedAt));
    }

    [Fact]
    public async Task Grants_given_at_once_add_up()
    {
        await CreateAsync(Given.Space());
        var write = await AddAsync(Given.Invite() with { Perms = Perms.Write });
        await AtOnceAsync(32, async i => i % 4 == 0
            ? (await RedeemAsync(write, Given.Account(1), 100 + i)).IsAdmitted
            : await Stores.Members.AddAsync(Given.SpaceUri(), Given.Member(Given.Account(1), Perms.Read, 100 + i), Cancellation));
        var member = await MemberAsync(Given.Account(1));
        Assert.Equal(Perms.Write, member?.Perms);
        Assert.InRange(member!.AddedAt, Given.At(100), Given.At(101));
    }

    // Runs on a thread of its own, which may block. One that fails leaves the line, so that the others do not wait for it.
    private bool IsAdmitted(Invite invite, Did account, Barrier line)
    {
        var isSound = false;
        try
        {
            var outcome = RedeemAsync(invite, account).GetAwaiter().GetResult();
            isSound = true;
            return outcome.Status == RedeemStatus.Admitted;
        }
        finally
        {
            if (!isSound) line.RemoveParticipant();
        }
    }

    /// <summary>Callers redeem without pause; once some are in, <paramref name="end"/> runs, and each caller knocks
    /// once more after it answered.</summary>
    private async Task RaceAsync(Invite invite, Func<Task> end)
    {
        var hasEnded = false;
        var admitted = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = AtOnceAsync(8, async i =>
        {
            for (var n = 0; ; n++)
            {
                await Task.Yield();
                var startedAfter = Volatile.Read(ref hasEnded);
                var status = await StatusAsync(invite, Given.Account((i * 10_000_000) + n));
                if (startedAfter) return status;
                if (status == RedeemStatus.Admitted && Interlocked.Increment(ref admitted) == 24) enough.SetResult();
                Assert.True(status is RedeemStatus.Admitted or RedeemStatus.Revoked, $"{status}");
            }
        });
        await Task.WhenAny(enough.Task, callers);
        await end();
        Volatile.Write(ref hasEnded, true);
        Assert.All(await callers, status => Assert.Equal(RedeemStatus.Revoked, status));
        await AssertUsesAsync(invite, admitted);
    }
}
