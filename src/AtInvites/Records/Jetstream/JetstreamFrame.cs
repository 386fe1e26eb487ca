namespace AtInvites.Records.Jetstream;

/// <summary>A message as it came, whole however many frames it took.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its bytes, of one that is too large the first; until the next one is received. Empty unless it is
/// text.</param>
internal readonly record struct JetstreamFrame(JetstreamFrameKind Kind, ReadOnlyMemory<byte> Text = default);
