using AtInvites.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Tests.Sqlite;

/// <summary>How SQLite finds records and handshakes: each by an index that is in the order that is asked for.</summary>
public sealed class SqliteRecordPlanTests
{
    private const string Table = "atinvites_handshakes";
    private static readonly SqlRecordStatements Statements = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collaborator_is_one_search_of_one_index() =>
        Assert.Equal(
            [$"SEARCH {Table} USING INDEX {Table}_accepted (subject=? AND invitee=?)"],
            await PlanAsync(Statements.FindCollaborator));

    [Fact]
    public async Task Collaborators_are_read_in_order_and_each_is_compared_with_his_own_rows_only()
    {
        var plan = await PlanAsync(Statements.ListCollaborators);
        Assert.Equal($"SEARCH {Table} USING INDEX {Table}_accepted (subject=? AND invitee>?)", plan[0]);
        Assert.Contains($"{Table}_accepted (subject=? AND invitee=? AND ", plan[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_list_reads_its_own_index_from_its_place_on()
    {
        await AssertListAsync(Statements.ListHandshakes, "listed", "(listed_at,uri)<(?,?)");
        await AssertListAsync(Statements.ListBySubject, "subject", "subject=? AND (listed_at,uri)<(?,?)");
        await AssertListAsync(Statements.ListByInvitee, "invitee", "invitee=? AND (listed_at,uri)<(?,?)");
        await AssertListAsync(Statements.ListByInviter, "inviter", "inviter=? AND (listed_at,uri)<(?,?)");
    }

    [Fact]
    public async Task Every_count_searches_what_its_list_does()
    {
        await AssertListAsync(Statements.CountBySubject, "subject", "subject=?");
        await AssertListAsync(Statements.CountByInvitee, "invitee", "invitee=?");
        await AssertListAsync(Statements.CountByInviter, "inviter", "inviter=?");
    }

    [Fact]
    public async Task Records_answers_and_handshakes_are_found_by_their_keys()
    {
        SqlStatement[] keyed =
        [
            Statements.ListVersions, Statements.DeleteVersion, Statements.ListAnswers, Statements.DeleteAnswer,
            Statements.SetOutcome, Statements.FindHandshake, Statements.FindCursor,
        ];
        foreach (var statement in keyed)
        {
            var plan = await PlanAsync(statement);
            Assert.Contains(plan, step => step.StartsWith("SEARCH ", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN ", StringComparison.Ordinal));
        }
    }

    private static async Task AssertListAsync(SqlStatement statement, string index, string terms)
    {
        var step = Assert.Single(await PlanAsync(statement));
        Assert.Equal($"SEARCH {Table} USING INDEX {Table}_{index} ({terms})", step);
    }

    private static async Task<List<string>> PlanAsync(SqlStatement statement)
    {
        await using var fixture = new SqliteFixture();
        await fixture.OpenAsync(Cancellation);
        await using var connection = new SqliteConnection($"{fixture.ConnectionString};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {statement.Text}";
        foreach (var name in statement.Parameters) command.Parameters.AddWithValue($"@{name}", "1");
        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation)) steps.Add(reader.GetString(3));
        // SQLite before 3.36 says so.
        return steps.ConvertAll(step => step.Replace("SEARCH TABLE ", "SEARCH ", StringComparison.Ordinal));
    }
}
