using AtInvites.Stores.Contracts;
using AtInvites.Tokens;
using Npgsql;

namespace AtInvites.Stores.Tests.Postgres;

/// <summary>What PostgreSQL lets happen side by side, and SQLite does not.</summary>
public sealed class PostgresLockTests : CodeScenario<PostgresFixture>
{
    [Fact]
    public async Task A_list_by_usage_waits_for_a_use_whose_number_was_drawn_before_it()
    {
        var early = await AddAsync(Given.Gift("early", Given.Account(1)));
        var late = await AddAsync(Given.Gift("late", Given.Account(1)));
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await UseAsync(connection, early.Hash);
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(late, Given.Account(3)));

        var listing = Stores.Codes.ListAsync(new() { Sort = CodeSort.Usage, Limit = 1 }, Cancellation).AsTask();
        await UntilAsync("query LIKE 'SELECT atinvites_settled_use%'");
        await transaction.CommitAsync(Cancellation);
        var first = await listing;
        var rest = await Stores.Codes.ListAsync(
            new() { Sort = CodeSort.Usage, Limit = 9, After = first.Next }, Cancellation);
        Assert.Equal(
            new[] { early.Hash, late.Hash }.OrderDescending(), first.Items.Concat(rest.Items).Select(code => code.Hash));
        Assert.All(first.Items.Concat(rest.Items), code => Assert.Single(code.Uses));
    }

    [Fact]
    public async Task A_transaction_that_does_not_end_holds_a_list_up_for_a_second_and_no_longer()
    {
        var code = await AddAsync(Given.Gift("code", Given.Account(1)));
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await UseAsync(connection, code.Hash);
        var page = await Stores.Codes.ListAsync(new() { Sort = CodeSort.Usage, Limit = 1 }, Cancellation);
        Assert.Empty(Assert.Single(page.Items).Uses);
    }

    [Fact]
    public async Task An_invite_that_is_minted_while_its_space_is_deleted_is_refused()
    {
        var space = await CreateAsync(Given.Space());
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await RunAsync(connection, "UPDATE atinvites_spaces SET deleted_at = 20");
        var minting = Stores.Invites.AddAsync(Given.Invite(), Cancellation).AsTask();
        await UntilAsync("wait_event_type = 'Lock' AND query LIKE '%FOR SHARE%'");
        await transaction.CommitAsync(Cancellation);
        Assert.Equal(AddStatus.SpaceDeleted, await minting);
        Assert.False(await Stores.Spaces.DeleteAsync(space.Uri, Given.At(30), Cancellation));
    }

    [Fact]
    public async Task A_space_that_is_deleted_while_an_invite_is_minted_revokes_it()
    {
        var space = await CreateAsync(Given.Space());
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await RunAsync(connection, "SELECT 1 FROM atinvites_spaces FOR SHARE");
        var invite = Given.Invite();
        await using (var insert = new NpgsqlCommand(
            """
            INSERT INTO atinvites_invites (token, key_id, space, perms, created_by, created_at, uses)
            VALUES (@token, 'k', @space, 1, @by, 1, 0)
            """, connection))
        {
            insert.Parameters.AddWithValue("token", invite.Token.ToArray());
            insert.Parameters.AddWithValue("space", invite.Space.Value);
            insert.Parameters.AddWithValue("by", invite.CreatedBy.Value);
            await insert.ExecuteNonQueryAsync(Cancellation);
        }

        var deleting = Stores.Spaces.DeleteAsync(space.Uri, Given.At(30), Cancellation).AsTask();
        await UntilAsync("wait_event_type = 'Lock' AND query LIKE '%deleted_at = $%'");
        await transaction.CommitAsync(Cancellation);
        Assert.True(await deleting);
        Assert.Equal(RedeemStatus.Revoked, await StatusAsync(invite, Given.Account(1)));
    }

    [Fact]
    public async Task Calls_that_lock_in_a_circle_all_succeed()
    {
        var one = await AddAsync(Given.Gift("one", Given.Account(1)));
        var two = await AddAsync(Given.Gift("two", Given.Account(2)));
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await LockAsync(connection, one.Hash);
        // It locks the second code, then waits for the first.
        var disabling = Stores.Codes.DisableAsync([two.Hash, one.Hash], [], Cancellation).AsTask();
        await UntilAsync("wait_event_type = 'Lock' AND query LIKE '%SET disabled%'");
        try
        {
            await LockAsync(connection, two.Hash);
            await transaction.CommitAsync(Cancellation);
        }
        catch (PostgresException circle) when (circle.SqlState == PostgresErrorCodes.DeadlockDetected)
        {
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.Equal(2, await disabling);
    }

    [Fact]
    public async Task A_seat_is_not_given_back_while_somebody_redeems_it()
    {
        var code = await AddAsync(Given.Code());
        await Stores.Seats.ReserveAsync(code.Hash, "holder", Given.At(10), Given.At(100), Cancellation);
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await LockAsync(connection, code.Hash);
        var releasing = Stores.Seats.ReleaseAsync(code.Hash, "holder", Cancellation).AsTask();
        await Task.WhenAny(releasing, UntilAsync("wait_event_type = 'Lock' AND query LIKE '%atinvites_codes%FOR UPDATE%'"));
        Assert.False(releasing.IsCompleted);
        await RunAsync(connection, "DELETE FROM atinvites_seats");
        await transaction.CommitAsync(Cancellation);
        Assert.False(await releasing);
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection($"{Fixture.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task UseAsync(NpgsqlConnection connection, TokenHash code)
    {
        await LockAsync(connection, code);
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO atinvites_code_uses (code, used_by, used_at) VALUES (@code, 'did:example:host', 1);
            UPDATE atinvites_codes SET uses = 1, last_use = (SELECT MAX(seq) FROM atinvites_code_uses WHERE code = @code)
            WHERE code = @code
            """, connection);
        insert.Parameters.AddWithValue("code", code.ToArray());
        await insert.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task LockAsync(NpgsqlConnection connection, TokenHash code)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM atinvites_codes WHERE code = @code FOR UPDATE", connection);
        command.Parameters.AddWithValue("code", code.ToArray());
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string script)
    {
        await using var command = new NpgsqlCommand(script, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Asks the server until one of this test's sessions is so.</summary>
    private async Task UntilAsync(string condition)
    {
        // Of its own, because a transaction sees the sessions as they were when it first looked.
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT 1 FROM pg_stat_activity WHERE {condition} AND application_name = @name", connection);
        command.Parameters.AddWithValue("name", Fixture.Schema);
        while (await command.ExecuteScalarAsync(Cancellation) is null) await Task.Yield();
    }
}
