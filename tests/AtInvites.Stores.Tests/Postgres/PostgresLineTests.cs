using AtInvites.Stores.Contracts;
using AtInvites.Stores.Postgres;
using Npgsql;

namespace AtInvites.Stores.Tests.Postgres;

/// <summary>Redemptions that are written together, while somebody else holds an invite of theirs.</summary>
public sealed class PostgresLineTests : StoreScenario<PostgresFixture>
{
    private const int Callers = 32;

    [Fact]
    public async Task One_that_the_database_refuses_to_write_has_its_fault_alone()
    {
        var invite = await AddAsync(Given.Invite());
        await Fixture.RunAsync($"""
            CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$;
            CREATE TRIGGER poison BEFORE INSERT ON atinvites_uses FOR EACH ROW
            WHEN (NEW.account = '{Given.Account(7)}') EXECUTE FUNCTION poison()
            """);
        var waiting = await QueueAsync(invite, i => RedeemAsync(invite, Given.Account(i)));
        var fault = await Assert.ThrowsAsync<PostgresException>(() => waiting[7]);
        Assert.Equal("poisoned", fault.MessageText);
        waiting.RemoveAt(7);
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(RedeemStatus.Admitted, outcome.Status));
        await AssertUsesAsync(invite, Callers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Callers)]
    public async Task Whom_the_database_refuses_only_as_it_commits_is_not_told_of_an_admission(int callers)
    {
        var invite = await AddAsync(Given.Invite());
        await Fixture.RunAsync($"""
            CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$;
            CREATE CONSTRAINT TRIGGER poison AFTER INSERT ON atinvites_uses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            WHEN (NEW.account = '{Given.Account(0)}') EXECUTE FUNCTION poison()
            """);
        var waiting = (await QueueAsync(invite, i => RedeemAsync(invite, Given.Account(i)), callers)).ToList();
        await Assert.ThrowsAsync<PostgresException>(() => waiting[0]);
        Assert.All(
            await Task.WhenAll(waiting.Skip(1)), outcome => Assert.Equal(RedeemStatus.Admitted, outcome.Status));
        await AssertUsesAsync(invite, callers);
    }

    [Fact]
    public async Task Those_who_wait_are_written_by_one_statement_whoever_is_refused_or_asks_twice_included()
    {
        var (first, few) = (await AddAsync(Given.Invite("first")), await AddAsync(Given.Invite("few") with { MaxUses = 8 }));
        await Fixture.RunAsync("""
            CREATE TABLE written (uses bigint);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN INSERT INTO written SELECT count(*) FROM added HAVING count(*) > 0; RETURN NULL; END $$;
            CREATE TRIGGER note AFTER INSERT ON atinvites_uses
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note()
            """);
        await using var stores = OpenSole();
        var waiting = await QueueAsync(
            first, i => stores.Redemptions.RedeemAsync(
                (i < 16 ? few : first).Token, Given.Account(Math.Min(i, 30)), Given.At(10), Cancellation).AsTask(),
            Callers, stores);
        var outcomes = await Task.WhenAll(waiting);
        Assert.Equal(RedeemStatus.AlreadyAdmitted, outcomes[^1].Status);
        Assert.All(outcomes[..^1], (outcome, i) =>
            Assert.Equal(i is >= 8 and < 16 ? RedeemStatus.Exhausted : RedeemStatus.Admitted, outcome.Status));
        await using var connection = new NpgsqlConnection($"{Fixture.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("SELECT array_agg(uses ORDER BY uses) FROM written", connection);
        var written = await command.ExecuteScalarAsync(Cancellation);
        Assert.Equal(new long[] { 1, 23 }, written);
    }

    [Fact]
    public async Task A_use_that_another_process_wrote_while_the_statement_waited_fails_nobody()
    {
        var invite = await AddAsync(Given.Invite());
        await using var stores = OpenSole();
        await using var holder = await HoldAsync(invite);
        await using (var command = new NpgsqlCommand(
            "INSERT INTO atinvites_uses (token, account, space, perms, invited_by, used_at, pending) "
            + "SELECT token, @account, space, perms, created_by, 1, 1 FROM atinvites_invites WHERE token = @token; "
            + "UPDATE atinvites_invites SET uses = uses + 1 WHERE token = @token", holder))
        {
            command.Parameters.AddWithValue("token", invite.Token.ToArray());
            command.Parameters.AddWithValue("account", Given.Account(1).Value);
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        var alone = stores.Redemptions.RedeemAsync(invite.Token, Given.Account(1), Given.At(10), Cancellation).AsTask();
        await UntilAsync(1);
        await EndAsync(holder);
        Assert.Equal(RedeemStatus.AlreadyAdmitted, (await alone).Status);
        await AssertUsesAsync(invite, 1);
    }

    [Fact]
    public async Task Sessions_that_are_ended_while_nobody_uses_them_cost_one_error_and_no_more()
    {
        var invite = await AddAsync(Given.Invite());
        await AtOnceAsync(Callers, i => RedeemAsync(invite, Given.Account(i)));
        await AtOnceAsync(Callers, i => FindAsync(invite));
        await Fixture.RunAsync(
            $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '{Fixture.Schema}' "
            + "AND pid <> pg_backend_pid()");
        var faults = new List<Exception?>();
        for (var i = 0; i < Callers; i++)
        {
            faults.Add(await Record.ExceptionAsync(() => RedeemAsync(invite, Given.Account(Callers + i))));
            faults.Add(await Record.ExceptionAsync(() => FindAsync(invite)));
        }

        faults.RemoveAll(fault => fault is null);
        Assert.All(faults, fault => Assert.IsAssignableFrom<NpgsqlException>(fault));
        Assert.InRange(faults.Count, 0, 2);
    }

    [Fact]
    public async Task An_invite_that_somebody_holds_keeps_no_other_waiting()
    {
        var (held, other) = (await AddAsync(Given.Invite("held")), await AddAsync(Given.Invite("other")));
        await using var holder = await HoldAsync(held);
        var waiting = new List<Task<RedeemOutcome>> { RedeemAsync(held, Given.Account(0)) };
        await UntilAsync(1);
        for (var i = 1; i < Callers; i++) waiting.Add(RedeemAsync(held, Given.Account(i)));
        var others = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => RedeemAsync(other, Given.Account(i))));
        Assert.All(others, outcome => Assert.Equal(RedeemStatus.Admitted, outcome.Status));
        Assert.All(waiting, call => Assert.False(call.IsCompleted));
        await holder.DisposeAsync();
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(RedeemStatus.Admitted, outcome.Status));
        await AssertUsesAsync(held, Callers);
        await AssertUsesAsync(other, Callers);
    }

    [Fact]
    public async Task An_invite_that_somebody_holds_keeps_nobody_waiting_who_is_written_with_it()
    {
        var first = await AddAsync(Given.Invite("first"));
        var (held, other) = (await AddAsync(Given.Invite("held")), await AddAsync(Given.Invite("other")));
        await using var holder = await HoldAsync(held);
        Invite[] asked = [held, other];
        var waiting = await QueueAsync(first, i => RedeemAsync(asked[i % 2], Given.Account(i)));
        var others = await Task.WhenAll(waiting.Where((_, i) => i % 2 == 1));
        Assert.All(others, outcome => Assert.Equal(RedeemStatus.Admitted, outcome.Status));
        var mine = waiting.Where((_, i) => i % 2 == 0).ToList();
        Assert.All(mine, call => Assert.False(call.IsCompleted));
        await holder.DisposeAsync();
        Assert.All(await Task.WhenAll(mine), outcome => Assert.Equal(RedeemStatus.Admitted, outcome.Status));
        await AssertUsesAsync(held, Callers / 2);
        await AssertUsesAsync(other, Callers / 2);
    }

    [Fact]
    public async Task A_refusal_does_not_wait_for_an_invite_that_somebody_holds()
    {
        var held = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(50) });
        await RedeemAsync(held, Given.Account(99));
        await using var holder = await HoldAsync(held);
        var waiting = RedeemAsync(held, Given.Account(0));
        await UntilAsync(1);
        Assert.Equal(RedeemStatus.AlreadyAdmitted, (await RedeemAsync(held, Given.Account(99))).Status);
        Assert.Equal(RedeemStatus.Expired, (await RedeemAsync(held, Given.Account(2), 50)).Status);
        Assert.False(waiting.IsCompleted);
        await holder.DisposeAsync();
        Assert.Equal(RedeemStatus.Admitted, (await waiting).Status);
    }

    [Fact]
    public async Task Sessions_that_are_ended_in_the_middle_of_a_batch_leave_everybody_a_clean_error_and_the_next_call_works()
    {
        var (first, invite) = (await AddAsync(Given.Invite("first")), await AddAsync(Given.Invite()));
        await using var holder = await HoldAsync(invite);
        await using var stores = OpenSole();
        var waiting = await QueueAsync(
            first, i => stores.Redemptions.RedeemAsync(invite.Token, Given.Account(i), Given.At(10), Cancellation).AsTask(),
            Callers, stores);
        await UntilAsync(1);
        await Fixture.RunAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{Fixture.Schema}' "
            + "AND wait_event_type = 'Lock'");
        foreach (var call in waiting) await Assert.ThrowsAnyAsync<NpgsqlException>(() => call);
        await EndAsync(holder);
        var again = await stores.Redemptions.RedeemAsync(invite.Token, Given.Account(0), Given.At(10), Cancellation);
        Assert.Equal(RedeemStatus.Admitted, again.Status);
        await AssertUsesAsync(invite, 1);
    }

    [Fact]
    public async Task Who_gives_up_while_it_is_written_finds_what_was_written()
    {
        var (first, invite) = (await AddAsync(Given.Invite("first")), await AddAsync(Given.Invite()));
        await using var holder = await HoldAsync(invite);
        using var stop = new CancellationTokenSource();
        await using var stores = OpenSole();
        var waiting = await QueueAsync(first, i => stores.Redemptions.RedeemAsync(
            invite.Token, Given.Account(i), Given.At(10), i % 2 == 0 ? stop.Token : Cancellation).AsTask(), Callers, stores);
        await UntilAsync(1);
        await stop.CancelAsync();
        for (var i = 0; i < Callers; i += 2)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[i]);
        await holder.DisposeAsync();
        for (var i = 1; i < Callers; i += 2) Assert.Equal(RedeemStatus.Admitted, (await waiting[i]).Status);
        for (var i = 0; i < Callers; i += 2)
            Assert.Equal(RedeemStatus.AlreadyAdmitted, (await RedeemAsync(invite, Given.Account(i))).Status);
        await AssertUsesAsync(invite, Callers);
    }

    [Fact]
    public async Task Disposal_answers_who_is_in_line()
    {
        var (first, invite) = (await AddAsync(Given.Invite("first")), await AddAsync(Given.Invite()));
        await using var holder = await HoldAsync(first);
        var written = RedeemAsync(first, Given.Account(0));
        await UntilAsync(1);
        var waiting = Enumerable.Range(0, Callers).Select(i => RedeemAsync(first, Given.Account(i))).ToList();
        await Stores.DisposeAsync();
        foreach (var call in waiting) await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => RedeemAsync(invite, Given.Account(1)));
        await holder.DisposeAsync();
        Assert.Equal(RedeemStatus.Admitted, (await written).Status);
    }

    [Fact]
    public async Task Deletions_and_revocations_under_load_reach_nobody_as_an_error()
    {
        var sets = new[] { Stores, await Fixture.OpenAsync(Cancellation) };
        for (var round = 0; round < 5; round++)
        {
            var space = await CreateAsync(Given.Space($"space-{round}"));
            var invites = new List<Invite>();
            for (var i = 0; i < 40; i++)
                invites.Add(await AddAsync(Given.Invite($"{round} {i}", $"space-{round}")));
            using var ready = new CountdownEvent(Callers * 2);
            var crowd = Enumerable.Range(0, Callers * 2).Select(n => Task.Run(async () =>
            {
                for (var i = 0; ; i++)
                {
                    var outcome = await sets[n % 2].Redemptions.RedeemAsync(
                        invites[((n * 17) + i) % 40].Token, Given.Account((n * 1_000) + i), Given.At(10), Cancellation);
                    if (i == 3) ready.Signal();
                    if (outcome.Status == RedeemStatus.Revoked) return;
                    Assert.Equal(RedeemStatus.Admitted, outcome.Status);
                }
            }, Cancellation)).ToList();
            await Task.WhenAny(Task.Run(() => ready.Wait(Cancellation), Cancellation), Task.WhenAll(crowd));
            if (round % 2 == 0) Assert.True(await sets[1].Spaces.DeleteAsync(space.Uri, Given.At(20), Cancellation));
            else await sets[1].Invites.RevokeAllAsync(space.Uri, Given.At(20), Cancellation);
            await Task.WhenAll(crowd);
        }
    }

    /// <summary>Lets callers wait behind one whose invite is held for a moment, so that they come into one batch.</summary>
    private async Task<List<Task<RedeemOutcome>>> QueueAsync(
        Invite invite, Func<int, Task<RedeemOutcome>> call, int callers = Callers, StoreSet? stores = null)
    {
        await using var holder = await HoldAsync(invite);
        var first = (stores ?? Stores).Redemptions.RedeemAsync(
            invite.Token, Given.Account("first"), Given.At(10), Cancellation).AsTask();
        await UntilAsync(1);
        var waiting = Enumerable.Range(0, callers).Select(call).ToList();
        await holder.DisposeAsync();
        await first;
        return waiting;
    }

    /// <summary>A set of one writer, who waits for an invite with all whom it has taken, and is passed by nobody.</summary>
    private StoreSet OpenSole() => PostgresStores.Create(Fixture.ConnectionString, new() { Writers = 1 });

    private static async Task EndAsync(NpgsqlConnection holder)
    {
        await using var command = new NpgsqlCommand("COMMIT", holder);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Locks an invite until it is disposed.</summary>
    private async Task<NpgsqlConnection> HoldAsync(Invite invite)
    {
        var connection = new NpgsqlConnection($"{Fixture.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "BEGIN; SELECT 1 FROM atinvites_invites WHERE token = @token FOR UPDATE", connection);
        command.Parameters.AddWithValue("token", invite.Token.ToArray());
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    /// <summary>Asks the server until so many of this test's sessions wait for a lock.</summary>
    private async Task UntilAsync(int sessions)
    {
        await using var connection = new NpgsqlConnection($"{Fixture.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = @name", connection);
        command.Parameters.AddWithValue("name", Fixture.Schema);
        while ((long)(await command.ExecuteScalarAsync(Cancellation))! < sessions) await Task.Yield();
    }
}
