namespace AtInvites.Stores;

/// <summary>Versions of records that are stored together, with the place of their source behind them.</summary>
public sealed record RecordBatch
{
    /// <summary>In whatever order, known ones among them.</summary>
    public required IReadOnlyList<RecordVersion> Versions { get; init; }

    /// <summary>Name of the source whose <see cref="Cursor"/> is kept; null keeps none.</summary>
    public string? Source { get; init; }

    /// <summary>Where the source goes on after these.</summary>
    public long Cursor { get; init; }
}
