namespace AtInvites.Stores.Sql;

internal sealed class SqlSchema(SqlDatabase database) : IStoreSchema
{
    public async ValueTask MigrateAsync(CancellationToken cancellationToken)
    {
        var dialect = database.Dialect;
        await database.WriteAsync(
            async (session, token) =>
            {
                await session.RunAsync(dialect.CreateSchemaTable, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var migration in dialect.Migrations)
        {
            await database.WriteAsync((session, token) => ApplyAsync(session, migration, token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> ApplyAsync(SqlSession session, SqlMigration migration, CancellationToken cancellationToken)
    {
        var statements = database.Statements;
        var version = await session.FindAsync(statements.ReadVersion, row => row.Number(0), cancellationToken)
            .ConfigureAwait(false) ?? 0;
        var newest = database.Dialect.Migrations[^1].Number;
        if (version > newest)
        {
            throw new InvalidOperationException(
                $"AtInvites: the store has schema {version} and this version of the library knows {newest}; "
                + "upgrade the library.");
        }

        if (version >= migration.Number) return false;
        await session.RunAsync(migration.Text, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(statements.WriteVersion, cancellationToken, migration.Number).ConfigureAwait(false);
        return true;
    }
}
