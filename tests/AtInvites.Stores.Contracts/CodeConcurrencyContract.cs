namespace AtInvites.Stores.Contracts;

/// <summary>Many callers of one code at once, also through two sets; nothing here depends on who comes first.</summary>
public abstract class CodeConcurrencyContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Callers = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(25)]
    [InlineData(50)]
    public async Task Uses_and_seats_never_exceed_a_code_and_at_the_end_nothing_is_lost(int available)
    {
        ICodeSeatStore[] seats = [Stores.Seats, (await Fixture.OpenAsync(Cancellation)).Seats];
        var code = await AddAsync(Given.Code() with { Available = available });
        var taken = 0;
        var uses = await AtOnceAsync(Callers, async i =>
        {
            var (store, other, account) = (seats[i % 2], seats[i / 2 % 2], Given.Account(i));
            if (i % 4 == 3)
            {
                if (await store.RedeemAsync(code.Hash, account, Given.At(10), Cancellation) != CodeStatus.Granted) return 0;
                Assert.InRange(Interlocked.Increment(ref taken), 1, available);
                return 1;
            }

            var seat = await store.ReserveAsync(code.Hash, $"{i}", Given.At(10), Given.At(100), Cancellation);
            if (seat.Status != CodeStatus.Granted) return 0;
            Assert.InRange(Interlocked.Increment(ref taken), 1, available);
            Assert.InRange((await other.ReserveAsync(code.Hash, $"{i}", Given.At(50), Given.At(500), Cancellation)).LeaseEndsAt,
                Given.At(100), Given.At(100));
            if (i % 4 == 1)
            {
                // Counted out before it is free, so that the count is never more than what is taken.
                Interlocked.Decrement(ref taken);
                Assert.True(await other.ReleaseAsync(code.Hash, $"{i}", Cancellation));
                return 0;
            }

            if (i % 4 == 2) return 0;
            var commit = new SeatCommit(code.Hash, $"{i}", account, Given.At(20));
            Assert.Equal(CommitStatus.Committed, await other.CommitAsync(commit, Cancellation));
            return 1;
        });
        Assert.Equal(uses.Sum(), await UsesAsync(code));
        Assert.Equal(available - taken, await DrainAsync(code, 99));
        Assert.Equal(taken - uses.Sum(), await DrainAsync(code, 100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    public async Task Of_64_holders_at_once_exactly_as_many_get_a_seat_as_the_code_allows(int available)
    {
        var code = await AddAsync(Given.Code() with { Available = available });
        var seats = await AtOnceAsync(Callers, i => SeatAsync(code, $"{i}"));
        Assert.Equal(available, seats.Count(status => status == CodeStatus.Granted));
        Assert.Equal(Callers - available, seats.Count(status => status == CodeStatus.Exhausted));
        var again = await AtOnceAsync(Callers, i => SeatAsync(code, $"again-{i}", 100, 200));
        Assert.Equal(available, again.Count(status => status == CodeStatus.Granted));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    public async Task Two_sets_over_one_database_keep_one_limit(int available)
    {
        ICodeSeatStore[] seats = [Stores.Seats, (await Fixture.OpenAsync(Cancellation)).Seats];
        var code = await AddAsync(Given.Code() with { Available = available });
        var answers = await AtOnceAsync(Callers, async i =>
            await seats[i % 2].RedeemAsync(code.Hash, Given.Account(i), Given.At(10), Cancellation));
        Assert.Equal(available, answers.Count(status => status == CodeStatus.Granted));
        Assert.Equal(Callers - available, answers.Count(status => status == CodeStatus.Exhausted));
        Assert.Equal(available, await UsesAsync(code));
    }

    [Fact]
    public async Task One_holder_64_times_at_once_has_one_seat()
    {
        var code = await AddAsync(Given.Code() with { Available = 10 });
        var seats = await AtOnceAsync(Callers, i => ReserveAsync(code, "one", 10, 100 + i));
        Assert.Single(seats.Distinct());
        Assert.Equal(CodeStatus.Granted, seats[0].Status);
        Assert.Equal(9, await DrainAsync(code));
    }

    [Fact]
    public async Task One_commit_64_times_at_once_is_one_use()
    {
        var code = await AddAsync(Given.Code() with { Available = 10 });
        await SeatAsync(code, "one");
        var answers = await AtOnceAsync(Callers, _ => CommitAsync(code, "one", Given.Account(1)));
        Assert.Single(answers, status => status == CommitStatus.Committed);
        Assert.Equal(Callers - 1, answers.Count(status => status == CommitStatus.AlreadyCommitted));
        Assert.Equal(1, await UsesAsync(code));
        Assert.Equal(9, await DrainAsync(code));
    }

    [Fact]
    public async Task Of_callers_that_start_together_one_takes_the_use_round_after_round()
    {
        for (var round = 0; round < (Fixture.IsDurable ? 20 : 3_000); round++)
        {
            var code = await AddAsync(Given.Code($"round {round}") with { Available = 2 });
            await SeatAsync(code, "one");
            var commits = await AtOnceAsync(4, _ => CommitAsync(code, "one", Given.Account(1)));
            Assert.Equal(1, commits.Count(status => status == CommitStatus.Committed));
            Assert.Equal(3, commits.Count(status => status == CommitStatus.AlreadyCommitted));
            var uses = await AtOnceAsync(4, i => RedeemAsync(code, Given.Account(2 + (i / 2))));
            Assert.Equal(1, uses.Count(status => status == CodeStatus.Granted));
            Assert.Equal(2, await UsesAsync(code));
        }
    }

    [Fact]
    public async Task One_seat_committed_for_64_accounts_at_once_is_one_use()
    {
        var code = await AddAsync(Given.Code() with { Available = 10 });
        await SeatAsync(code, "one");
        var answers = await AtOnceAsync(Callers, i => CommitAsync(code, "one", Given.Account(i)));
        Assert.Single(answers, status => status == CommitStatus.Committed);
        Assert.Equal(Callers - 1, answers.Count(status => status == CommitStatus.NoSeat));
        Assert.Equal(1, await UsesAsync(code));
    }

    [Fact]
    public async Task One_account_with_32_seats_takes_one_use_and_frees_the_rest()
    {
        var code = await AddAsync(Given.Code() with { Available = 32 });
        for (var i = 0; i < 32; i++) await SeatAsync(code, $"{i}");
        var answers = await AtOnceAsync(Callers, async i => i % 2 == 0
            ? await CommitAsync(code, $"{i / 2}", Given.Account(1)) == CommitStatus.Committed
            : await RedeemAsync(code, Given.Account(1)) == CodeStatus.Granted);
        Assert.Single(answers, isTaken => isTaken);
        Assert.Equal(1, await UsesAsync(code));
        Assert.Equal(31, await DrainAsync(code));
    }

    [Fact]
    public async Task A_seat_is_either_committed_or_released()
    {
        var code = await AddAsync(Given.Code() with { Available = Callers });
        for (var i = 0; i < Callers / 2; i++) await SeatAsync(code, $"{i}");
        var answers = await AtOnceAsync(Callers, async i => i % 2 == 0
            ? await CommitAsync(code, $"{i / 2}", Given.Account(i)) == CommitStatus.Committed
            : await ReleaseAsync(code, $"{i / 2}"));
        for (var i = 0; i < Callers; i += 2) Assert.NotEqual(answers[i], answers[i + 1]);
        var committed = answers.Where((_, i) => i % 2 == 0).Count(isCommitted => isCommitted);
        Assert.Equal(committed, await UsesAsync(code));
        Assert.Equal(Callers - committed, await DrainAsync(code));
    }

    [Fact]
    public async Task Commits_in_the_last_moment_and_reservations_at_the_leases_end_share_the_places()
    {
        for (var round = 0; round < 5; round++)
        {
            var code = await AddAsync(Given.Code($"{round}") with { Available = 8 });
            for (var i = 0; i < 8; i++) await SeatAsync(code, $"{i}", 10, 100);
            var answers = await AtOnceAsync(32, async i => i % 4 == 0
                ? await CommitAsync(code, $"{i / 4}", Given.Account(i), 99) == CommitStatus.Committed
                : await SeatAsync(code, $"new-{i}", 100, 200) == CodeStatus.Granted);
            Assert.Equal(8, answers.Count(isTaken => isTaken) + await DrainAsync(code, 100));
            Assert.Equal(answers.Where((_, i) => i % 4 == 0).Count(isTaken => isTaken), await UsesAsync(code));
        }
    }

    [Fact]
    public async Task One_hash_added_by_many_at_once_is_added_once_with_its_whole_company()
    {
        var answers = await AtOnceAsync(16, async i => await Stores.Codes.AddAsync(
            [Given.Code($"{i} before"), Given.Code() with { Available = i }, Given.Code($"{i} after")], Cancellation));
        var winner = Array.IndexOf(answers, AddStatus.Added);
        Assert.Equal(15, answers.Count(status => status == AddStatus.Duplicate));
        Assert.Equal(winner, (await FindAsync(Given.Code())).Available);
        Assert.Equal(3, (await AllAsync()).Count);
    }

    [Fact]
    public async Task Every_code_is_disabled_by_one_of_many_calls()
    {
        var owner = Given.Account("owner");
        await AddAllAsync([.. Enumerable.Range(0, 30).Select(i => Given.Gift($"{i}", owner))]);
        var answers = await AtOnceAsync(24, async i => (i % 3) switch
        {
            0 => await Stores.Codes.DisableAsync([], [owner], Cancellation),
            1 => await DisableAsync([.. Enumerable.Range(i, 5).Select(n => Given.Code($"{n}"))]),
            _ => (await Stores.Lineage.DisableSubtreeAsync(owner, 1, false, Cancellation)).Count,
        });
        Assert.Equal(30, answers.Sum());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_who_starts_after_a_code_was_disabled_gets_it(bool isSeat)
    {
        var code = await AddAsync(Given.Gift("code", Given.Account("owner")) with { Available = 1_000_000 });
        var hasEnded = false;
        var granted = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = AtOnceAsync(8, async i =>
        {
            for (var n = 0; ; n++)
            {
                await Task.Yield();
                var startedAfter = Volatile.Read(ref hasEnded);
                var status = isSeat ? await SeatAsync(code, $"{i} {n}") : await RedeemAsync(code, Given.Account($"{i}-{n}"));
                if (startedAfter) return status;
                if (status == CodeStatus.Granted && Interlocked.Increment(ref granted) == 24) enough.SetResult();
                Assert.True(status is CodeStatus.Granted or CodeStatus.Disabled, $"{status}");
            }
        });
        await Task.WhenAny(enough.Task, callers);
        Assert.Equal(1, isSeat
            ? await DisableAsync(code)
            : await Stores.Codes.DisableAsync([], [Given.Account("owner")], Cancellation));
        Volatile.Write(ref hasEnded, true);
        Assert.All(await callers, status => Assert.Equal(CodeStatus.Disabled, status));
        Assert.Equal(isSeat ? 0 : granted, await UsesAsync(code));
    }
}
