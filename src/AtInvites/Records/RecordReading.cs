using AtInvites.Stores;

namespace AtInvites.Records;

/// <summary>What an event comes to: a version to store, which may be a refused one, and why it was refused.</summary>
/// <param name="Version">Null where nothing is stored at all.</param>
/// <param name="Refusal">Why what the record says is kept out.</param>
internal readonly record struct RecordReading(RecordVersion? Version, RecordRefusal Refusal);
