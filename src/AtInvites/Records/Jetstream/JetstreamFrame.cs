namespace AtInvites.Records.Jetstream;

/// <summary>A message as it came, whole however many frames it took.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its bytes, until the next one is received; empty unless it is text.</param>
internal readonly record struct JetstreamFrame(JetstreamFrameKind Kind, ReadOnlyMemory<byte> Text = default);
