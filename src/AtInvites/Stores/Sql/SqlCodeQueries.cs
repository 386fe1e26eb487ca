using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

/// <summary>Reads that several stores share.</summary>
internal static class SqlCodeQueries
{
    /// <summary>A code with its uses; null when there is none.</summary>
    public static async ValueTask<AccountCode?> FindCodeAsync(
        this SqlSession session, SqlStatement statement, CancellationToken cancellationToken, params object?[] values)
    {
        var rows = await session.ListCodeRowsAsync(statement, cancellationToken, values).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0].Code : null;
    }

    /// <summary>Codes with their uses, both of one moment.</summary>
    public static async ValueTask<IReadOnlyList<AccountCode>> ListCodesAsync(
        this SqlSession session, SqlStatement statement, CancellationToken cancellationToken, params object?[] values)
    {
        var rows = await session.ListCodeRowsAsync(statement, cancellationToken, values).ConfigureAwait(false);
        return rows.ConvertAll(row => row.Code!);
    }

    /// <summary>As <see cref="ListCodesAsync"/>, with the place of each.</summary>
    public static async ValueTask<List<SqlCodeRow>> ListCodeRowsAsync(
        this SqlSession session, SqlStatement statement, CancellationToken cancellationToken, params object?[] values) =>
        SqlCodeRow.Gather(
            await session.ListAsync(statement, SqlCodeRow.Read, cancellationToken, values).ConfigureAwait(false));

    /// <summary>The accounts as values of statements over several.</summary>
    public static IEnumerable<object?[]> InBatches(this IEnumerable<Did> accounts)
    {
        foreach (var chunk in accounts.Chunk(SqlCodeStatements.Batch))
        {
            var values = new object?[SqlCodeStatements.Batch];
            for (var i = 0; i < values.Length; i++) values[i] = chunk[Math.Min(i, chunk.Length - 1)].Value;
            yield return values;
        }
    }
}
