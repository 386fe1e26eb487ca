using System.Data.Common;

namespace AtInvites.Stores.Sql;

internal sealed class SqlSchema(SqlDatabase database) : IStoreSchema
{
    private const int Attempts = 5;

    public async ValueTask MigrateAsync(CancellationToken cancellationToken)
    {
        if (database.Dialect.OnMigrate is { } script)
        {
            await database.ReadAsync(
                async (session, token) =>
                {
                    await session.RunAsync(script, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        // A role that may not create finds here that it need not.
        if (await CheckAsync(cancellationToken).ConfigureAwait(false) is { IsBehind: false, IsAhead: false }) return;
        while (await ApplyPatientlyAsync(cancellationToken).ConfigureAwait(false))
        {
        }
    }

    public ValueTask<SchemaState> CheckAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async (session, token) =>
        {
            var (dialect, statements) = (database.Dialect, database.Statements);
            if (dialect.OnCheck is { } check) session.Show(check);
            // The table once made stays, so that the second look sees what the first one did.
            var isMade = await session.FindAsync(dialect.FindSchemaTable, row => row.Number(0), token).ConfigureAwait(false);
            var version = isMade is null ? null
                : await session.FindAsync(statements.ReadVersion, row => row.Number(0), token).ConfigureAwait(false);
            return new SchemaState(version ?? 0, dialect.Migrations[^1].Number);
        },
        cancellationToken);

    /// <summary>Processes that start at once may keep one another waiting for longer than a verb waits.</summary>
    private async ValueTask<bool> ApplyPatientlyAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(ApplyNextAsync, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException) when (attempt < Attempts)
            {
            }
        }
    }

    /// <summary>Applies the first migration that is missing; false when none is.</summary>
    private async ValueTask<bool> ApplyNextAsync(SqlSession session, CancellationToken cancellationToken)
    {
        var (dialect, statements) = (database.Dialect, database.Statements);
        await session.RunAsync(dialect.CreateSchemaTable, cancellationToken).ConfigureAwait(false);
        var version = await session.FindAsync(statements.ReadVersion, row => row.Number(0), cancellationToken)
            .ConfigureAwait(false) ?? 0;
        var newest = dialect.Migrations[^1].Number;
        if (version > newest)
        {
            throw new InvalidOperationException(
                $"AtInvites: the store has schema {version} and this version of the library knows {newest}; "
                + "upgrade the library.");
        }

        if (version == newest) return false;
        var next = dialect.Migrations[(int)version];
        await session.RunAsync(next.Text, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(statements.WriteVersion, cancellationToken, next.Number).ConfigureAwait(false);
        return true;
    }
}
