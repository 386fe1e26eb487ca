namespace AtInvites.Records;

/// <summary>Events that are stored together.</summary>
/// <param name="Events">None or more.</param>
/// <param name="Cursor">Where the source goes on after them, stored with what they change; null stores none.</param>
public sealed record RecordEventBatch(IReadOnlyList<RecordEvent> Events, long? Cursor)
{
    /// <summary>How far the source has come by its own clock, for the measure of its lag; null means the time of the last
    /// event.</summary>
    public DateTimeOffset? Reached { get; init; }
}
