namespace AtInvites.Stores.Sql;

/// <summary>The SQL of what hosts share: used tokens and budgets, in the same common language as <see cref="SqlStatements"/>.
/// </summary>
public sealed record SqlSharingStatements
{
    /// <summary>Marks a token as used; no row when it is.</summary>
    public SqlStatement UseToken { get; init; } = new("""
        INSERT INTO atinvites_replays (token, ends_at) VALUES (@token, @ends_at) ON CONFLICT (token) DO NOTHING
        """, "token", "ends_at");

    /// <summary>Deletes used tokens that ended before a time. The time is asked for again outside, because a database that locks
    /// rows may find them changed by then.</summary>
    public SqlStatement SweepReplays { get; init; } = new("""
        DELETE FROM atinvites_replays WHERE ends_at < @before AND token IN
        (SELECT token FROM atinvites_replays WHERE ends_at < @before ORDER BY ends_at LIMIT @limit)
        """, "before", "limit");

    /// <summary>Counts one more in a budget, in the window that runs or in a new one, and answers its count and end.</summary>
    public SqlStatement Charge { get; init; } = new("""
        INSERT INTO atinvites_budgets (budget, charges, ends_at) VALUES (@budget, 1, @ends_at)
        ON CONFLICT (budget) DO UPDATE SET
        charges = CASE WHEN atinvites_budgets.ends_at > @now THEN atinvites_budgets.charges + 1 ELSE 1 END,
        ends_at = CASE WHEN atinvites_budgets.ends_at > @now THEN atinvites_budgets.ends_at ELSE excluded.ends_at END
        RETURNING charges, ends_at
        """, "budget", "ends_at", "now");

    /// <summary>Deletes budgets whose window ended before a time, unless another has begun meanwhile.</summary>
    public SqlStatement SweepBudgets { get; init; } = new("""
        DELETE FROM atinvites_budgets WHERE ends_at < @before AND budget IN
        (SELECT budget FROM atinvites_budgets WHERE ends_at < @before ORDER BY ends_at LIMIT @limit)
        """, "before", "limit");
}
