namespace AtInvites.Records.Jetstream;

/// <summary>Names of the reasons in metrics.</summary>
internal static class JetstreamSkips
{
    public static string Tag(JetstreamSkip skip) => skip switch
    {
        JetstreamSkip.Binary => "binary",
        JetstreamSkip.TooLarge => "too_large",
        JetstreamSkip.BrokenFrame => "broken_frame",
        JetstreamSkip.BrokenJson => "broken_json",
        JetstreamSkip.WrongShape => "wrong_shape",
        JetstreamSkip.UnknownKind => "unknown_kind",
        JetstreamSkip.UnknownOperation => "unknown_operation",
        JetstreamSkip.WrongFormat => "wrong_format",
        _ => "future",
    };
}
