using System.Data.Common;

namespace AtInvites.Stores.Sql;

/// <summary>Stores over any ADO.NET database whose dialect is given. For authors of stores; hosts call <c>UseSqlite</c> and the
/// like.</summary>
public static class SqlStores
{
    /// <summary>A set over <paramref name="source"/>, which stays the caller's to dispose. Sessions stay open until the set is
    /// disposed; call <see cref="IStoreSchema.MigrateAsync"/> first.</summary>
    public static StoreSet Create(DbDataSource source, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(dialect);
        var database = new SqlDatabase(source, dialect);
        return new()
        {
            Invites = new SqlInviteStore(database),
            Redemptions = new SqlRedemptionStore(database),
            Outbox = new SqlAdmissionOutbox(database),
            Spaces = new SqlSpaceStore(database),
            Members = new SqlMemberStore(database),
            Codes = new SqlAccountCodeStore(database),
            Seats = new SqlCodeSeatStore(database),
            AccountInvites = new SqlAccountInviteStore(database),
            Lineage = new SqlLineageStore(database),
            Writer = new SqlStoreWriter(database),
            Records = new SqlRecordStore(database),
            Handshakes = new SqlHandshakeStore(database),
            Replays = new SqlReplayStore(database),
            Budgets = new SqlBudgetStore(database),
            Schema = new SqlSchema(database),
            Resources = database,
        };
    }
}
