using AtInvites.Stores.Contracts;
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
        var waiting = await QueueAsync(first, i => RedeemAsync(invite, Given.Account(i)));
        await UntilAsync(1);
        await Fixture.RunAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{Fixture.Schema}' "
            + "AND wait_event_type = 'Lock'");
        foreach (var call in waiting) await Assert.ThrowsAnyAsync<NpgsqlException>(() => call);
        await holder.DisposeAsync();
        Assert.Equal(RedeemStatus.Admitted, (await RedeemAsync(invite, Given.Account(0))).Status);
        await AssertUsesAsync(invite, 1);
    }

    [Fact]
    public async Task Who_gives_up_while_it_is_written_finds_what_was_written()
    {
        var (first, invite) = (await AddAsync(Given.Invite("first")), await AddAsync(Given.Invite()));
        await using var holder = await HoldAsync(invite);
        using var stop = new CancellationTokenSource();
        var waiting = await QueueAsync(first, i => Stores.Redemptions.RedeemAsync(
            invite.Token, Given.Account(i), Given.At(10), i % 2 == 0 ? stop.Token : Cancellation).AsTask());
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
                invites.Add(await AddAsync(Given.Invite($"{round} {i}") with { Space = space.Uri, MaxUses = null, ExpiresAt = null }));
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
    private async Task<List<Task<RedeemOutcome>>> QueueAsync(Invite invite, Func<int, Task<RedeemOutcome>> call)
    {
        await using var holder = await HoldAsync(invite);
        var first = RedeemAsync(invite, Given.Account("first"));
        await UntilAsync(1);
        var waiting = Enumerable.Range(0, Callers).Select(call).ToList();
        await holder.DisposeAsync();
        await first;
        return waiting;
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
