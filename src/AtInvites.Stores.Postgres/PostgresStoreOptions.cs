namespace AtInvites.Stores.Postgres;

/// <summary>Connections of a PostgreSQL store. They stay open, so that their statements stay prepared: the server's
/// <c>max_connections</c> has to hold those of all processes.</summary>
public sealed class PostgresStoreOptions
{
    private const int Most = 1_000;

    /// <summary>Most connections of one process that write at the same time, 1 to 1,000. Redemptions of invites take one of
    /// them. Default 8.</summary>
    public int Writers { get; set; } = 8;

    /// <summary>Most connections of one process that only read at the same time, 1 to 1,000. Default 8.</summary>
    public int Readers { get; set; } = 8;

    internal void Check()
    {
        foreach (var (name, value) in new[] { (nameof(Writers), Writers), (nameof(Readers), Readers) })
        {
            if (value is < 1 or > Most)
                throw new ArgumentException($"AtInvites: {name} of the PostgreSQL store is {value}; it needs 1 to 1,000.");
        }
    }
}
