namespace AtInvites.Stores;

/// <summary>The stores of one database, which share their transactions. What a host plugs in, and what the contract suite
/// tests.</summary>
public sealed record StoreSet : IAsyncDisposable
{
    /// <summary>Invites as their owners see them.</summary>
    public required IInviteStore Invites { get; init; }

    /// <summary>The use of invites.</summary>
    public required IRedemptionStore Redemptions { get; init; }

    /// <summary>Admissions that the host was not told of yet.</summary>
    public required IAdmissionOutbox Outbox { get; init; }

    /// <summary>Spaces of a host that has none of its own.</summary>
    public required ISpaceStore Spaces { get; init; }

    /// <summary>Memberships.</summary>
    public required IMemberStore Members { get; init; }

    /// <summary>Account codes as their owners and the administration see them.</summary>
    public required IAccountCodeStore Codes { get; init; }

    /// <summary>The use of account codes. One that is an <see cref="ITransactionalSeatStore"/> too joins transactions of the
    /// host's.</summary>
    public required ICodeSeatStore Seats { get; init; }

    /// <summary>The switch that keeps an account from new codes.</summary>
    public required IAccountInviteStore AccountInvites { get; init; }

    /// <summary>Who came by whose code.</summary>
    public required ILineageStore Lineage { get; init; }

    /// <summary>Records of invites and answers.</summary>
    public required IRecordStore Records { get; init; }

    /// <summary>What came of invite records.</summary>
    public required IHandshakeStore Handshakes { get; init; }

    /// <summary>Tokens that were used, for every process.</summary>
    public required IReplayStore Replays { get; init; }

    /// <summary>Counts in windows of time, for every process.</summary>
    public required IBudgetStore Budgets { get; init; }

    /// <summary>Turns for a host that keeps tables of its own in the same database; null where a store lets nobody in.</summary>
    public IStoreWriter? Writer { get; init; }

    /// <summary>Migrations.</summary>
    public required IStoreSchema Schema { get; init; }

    /// <summary>What to dispose with the set, such as pooled connections; null for nothing.</summary>
    public IAsyncDisposable? Resources { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Resources?.DisposeAsync() ?? ValueTask.CompletedTask;
}
