using AtInvites.Stores.Contracts;
using AtInvites.Syntax;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Tests.Sqlite;

/// <summary>Redemptions in line for the one writer, which a test holds.</summary>
public sealed class SqliteLineTests : IAsyncLifetime
{
    private const int Callers = 32;

    private static readonly Invite Open = Given.Invite("open");
    private static readonly Invite Full = Given.Invite("full") with { MaxUses = 1 };
    private static readonly Did Member = Given.Account("member");

    private readonly SqliteFixture _fixture = new();
    private StoreSet _stores = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stores = await _fixture.OpenAsync(Cancellation);
        foreach (var invite in (Invite[])[Open, Full]) await _stores.Invites.AddAsync(invite, Cancellation);
        foreach (var invite in (Invite[])[Open, Full]) await RedeemAsync(invite, Member);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Refusals_and_repeats_are_answered_while_the_host_has_the_writer_and_admissions_once_it_is_free()
    {
        var turn = await HoldAsync();
        var first = RedeemAsync(Open, 1);
        await AssertAnsweredAsync();
        var second = RedeemAsync(Open, 2);
        await AssertAnsweredAsync();
        Assert.False(first.IsCompleted || second.IsCompleted);
        await turn.EndAsync();
        Assert.Equal(RedeemStatus.Admitted, (await first).Status);
        Assert.Equal(RedeemStatus.Admitted, (await second).Status);
    }

    [Fact]
    public async Task Refusals_and_repeats_are_answered_while_another_connection_writes_and_admissions_once_it_has_ended()
    {
        await using var other = new SqliteConnection($"{_fixture.ConnectionString};Pooling=False");
        await other.OpenAsync(Cancellation);
        await using var transaction = other.BeginTransaction(deferred: false);
        await AssertAnsweredAsync();
        var admission = Task.Run(() => RedeemAsync(Open, 1), Cancellation);
        await AssertAnsweredAsync();
        Assert.False(admission.IsCompleted);
        await transaction.RollbackAsync(Cancellation);
        Assert.Equal(RedeemStatus.Admitted, (await admission).Status);
    }

    [Fact]
    public async Task Who_comes_first_is_admitted_first()
    {
        var invite = Given.Invite("few") with { MaxUses = Callers / 2 };
        await _stores.Invites.AddAsync(invite, Cancellation);
        var turn = await HoldAsync();
        var waiting = Enumerable.Range(0, Callers).Select(i => RedeemAsync(invite, Callers - i)).ToList();
        await turn.EndAsync();
        var statuses = (await Task.WhenAll(waiting)).Select(outcome => outcome.Status);
        Assert.Equal(
            Enumerable.Range(0, Callers).Select(i => i < Callers / 2 ? RedeemStatus.Admitted : RedeemStatus.Exhausted), statuses);
    }

    [Fact]
    public async Task Those_who_wait_are_written_together_and_counted_once_for_each_invite()
    {
        var few = Given.Invite("few") with { MaxUses = 8 };
        await _stores.Invites.AddAsync(few, Cancellation);
        var turn = await HoldAsync("""
            CREATE TABLE written (uses INTEGER);
            CREATE TRIGGER note AFTER UPDATE OF uses ON atinvites_invites
            BEGIN INSERT INTO written VALUES (NEW.uses - OLD.uses); END
            """);
        var waiting = Enumerable.Range(0, Callers).SelectMany(
            i => (Task<RedeemOutcome>[])[RedeemAsync(Open, i), RedeemAsync(few, i), RedeemAsync(few, i)]).ToList();
        await turn.EndAsync();
        var statuses = (await Task.WhenAll(waiting)).Select(outcome => outcome.Status).ToList();
        Assert.Equal(Callers + 8, statuses.Count(status => status == RedeemStatus.Admitted));
        Assert.Equal(8, statuses.Count(status => status == RedeemStatus.AlreadyAdmitted));
        await using var connection = new SqliteConnection($"{_fixture.ConnectionString};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(uses) FROM (SELECT uses FROM written ORDER BY uses)";
        Assert.Equal($"8,{Callers}", await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task Who_gives_up_in_line_takes_nothing_and_the_others_are_admitted()
    {
        using var stop = new CancellationTokenSource();
        var turn = await HoldAsync();
        var waiting = Enumerable.Range(0, Callers)
            .Select(i => RedeemAsync(Open, Given.Account(i), i % 2 == 0 ? stop.Token : Cancellation)).ToList();
        await stop.CancelAsync();
        for (var i = 0; i < Callers; i += 2)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[i]);
        await turn.EndAsync();
        for (var i = 1; i < Callers; i += 2) Assert.Equal(RedeemStatus.Admitted, (await waiting[i]).Status);
        Assert.Equal(1 + (Callers / 2), await UsesAsync(Open));
    }

    [Fact]
    public async Task One_that_the_database_refuses_to_write_has_its_fault_alone()
    {
        var turn = await HoldAsync($"""
            CREATE TRIGGER poison BEFORE INSERT ON atinvites_uses WHEN NEW.account = '{Given.Account(7)}'
            BEGIN SELECT RAISE(ABORT, 'poisoned'); END
            """);
        var waiting = Enumerable.Range(0, Callers).Select(i => RedeemAsync(Open, i)).ToList();
        await turn.EndAsync();
        var fault = await Assert.ThrowsAsync<SqliteException>(() => waiting[7]);
        Assert.Contains("poisoned", fault.Message, StringComparison.Ordinal);
        waiting.RemoveAt(7);
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(RedeemStatus.Admitted, outcome.Status));
        Assert.Equal(Callers, await UsesAsync(Open));
        Assert.Equal(RedeemStatus.Admitted, (await RedeemAsync(Open, Callers)).Status);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_tells_everybody_and_serves_again_once_it_can()
    {
        var turn = await HoldAsync("ALTER TABLE atinvites_uses RENAME TO hidden");
        var waiting = Enumerable.Range(0, Callers).Select(i => RedeemAsync(Open, i)).ToList();
        await turn.EndAsync();
        foreach (var call in waiting) await Assert.ThrowsAsync<SqliteException>(() => call);
        await (await HoldAsync("ALTER TABLE hidden RENAME TO atinvites_uses")).EndAsync();
        Assert.Equal(RedeemStatus.Admitted, (await RedeemAsync(Open, 1)).Status);
        Assert.Equal(2, await UsesAsync(Open));
    }

    [Fact]
    public async Task Disposal_answers_who_waits_and_who_comes_after_it()
    {
        var turn = await HoldAsync();
        var waiting = Enumerable.Range(0, Callers).Select(i => RedeemAsync(Open, i)).ToList();
        await _stores.DisposeAsync();
        foreach (var call in waiting) await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => RedeemAsync(Open, 1));
        await turn.EndAsync();
        var again = await _fixture.OpenAsync(Cancellation);
        Assert.Equal(1, (await again.Invites.FindAsync(Open.Token, Cancellation))!.Uses);
    }

    [Fact]
    public async Task Who_waits_for_ten_seconds_is_told_so_and_takes_nothing()
    {
        var turn = await HoldAsync();
        RedeemTwo(out var first, out var second);
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        await turn.EndAsync();
        Assert.Equal(RedeemStatus.Admitted, (await RedeemAsync(Open, 3)).Status);
        Assert.Equal(2, await UsesAsync(Open));
    }

    [Fact]
    public async Task Redemptions_without_end_leave_every_other_verb_its_turn()
    {
        using var stop = new CancellationTokenSource();
        var accounts = 0;
        var crowd = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await RedeemAsync(Open, Interlocked.Increment(ref accounts));
        })).ToList();
        for (var i = 0; i < 20; i++)
        {
            await _stores.Invites.AddAsync(Given.Invite($"added {i}"), Cancellation);
            await (await HoldAsync()).EndAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(crowd);
        Assert.Equal(1 + accounts, await UsesAsync(Open));
    }

    private void RedeemTwo(out Task<RedeemOutcome> first, out Task<RedeemOutcome> second) =>
        (first, second) = (RedeemAsync(Open, 1), RedeemAsync(Open, 2));

    private async Task AssertAnsweredAsync()
    {
        Assert.Equal(RedeemStatus.Exhausted, (await RedeemAsync(Full, 99)).Status);
        Assert.Equal(RedeemStatus.Unknown, (await RedeemAsync(Given.Invite("none"), 99)).Status);
        Assert.Equal(RedeemStatus.AlreadyAdmitted, (await RedeemAsync(Open, Member)).Status);
    }

    private Task<RedeemOutcome> RedeemAsync(Invite invite, int account) => RedeemAsync(invite, Given.Account(account));

    private Task<RedeemOutcome> RedeemAsync(Invite invite, Did account, CancellationToken? cancellation = null) =>
        _stores.Redemptions.RedeemAsync(invite.Token, account, Given.At(10), cancellation ?? Cancellation).AsTask();

    private async Task<long> UsesAsync(Invite invite) =>
        (await _stores.Invites.FindAsync(invite.Token, Cancellation))!.Uses;

    /// <summary>Takes the writer's turn, and runs a script in its transaction.</summary>
    private async Task<Turn> HoldAsync(string script = "SELECT 1")
    {
        var turn = new Turn();
        turn.Work = Task.Run(
            async () => await _stores.Writer!.RunAsync(
                async (transaction, token) =>
                {
                    await using var command = transaction.Connection!.CreateCommand();
                    (command.CommandText, command.Transaction) = (script, transaction);
                    await command.ExecuteNonQueryAsync(token);
                    turn.Begun.SetResult();
                    await turn.Ending.Task;
                    return true;
                },
                Cancellation),
            Cancellation);
        await Task.WhenAny(turn.Begun.Task, turn.Work);
        Assert.False(turn.Work.IsCompleted);
        return turn;
    }

    private sealed class Turn
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> Work { get; set; } = null!;

        public async Task EndAsync()
        {
            Ending.SetResult();
            Assert.True(await Work);
        }
    }
}
