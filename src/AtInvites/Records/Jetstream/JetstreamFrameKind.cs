namespace AtInvites.Records.Jetstream;

/// <summary>What a connection brought.</summary>
internal enum JetstreamFrameKind
{
    Closed,
    Text,
    Binary,
    TooLarge,
}
