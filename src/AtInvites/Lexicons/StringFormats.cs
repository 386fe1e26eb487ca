using AtInvites.Syntax;

namespace AtInvites.Lexicons;

internal static class StringFormats
{
    public static bool TryParse(string name, out StringFormat format)
    {
        format = name switch
        {
            "at-identifier" => StringFormat.AtIdentifier,
            "at-uri" => StringFormat.AtUri,
            "cid" => StringFormat.Cid,
            "datetime" => StringFormat.Datetime,
            "did" => StringFormat.Did,
            "handle" => StringFormat.Handle,
            "language" => StringFormat.Language,
            "nsid" => StringFormat.Nsid,
            "record-key" => StringFormat.RecordKey,
            "tid" => StringFormat.Tid,
            "uri" => StringFormat.Uri,
            _ => StringFormat.None,
        };
        return format != StringFormat.None;
    }

    public static bool Accepts(this StringFormat format, ReadOnlySpan<char> text) => format switch
    {
        StringFormat.AtIdentifier => AtIdentifier.IsValid(text),
        StringFormat.AtUri => AtUri.IsValid(text),
        StringFormat.Cid => Cid.IsValid(text),
        StringFormat.Datetime => AtDatetime.IsValid(text),
        StringFormat.Did => Did.IsValid(text),
        StringFormat.Handle => Handle.IsValid(text),
        StringFormat.Language => LanguageTag.IsValid(text),
        StringFormat.Nsid => Nsid.IsValid(text),
        StringFormat.RecordKey => RecordKey.IsValid(text),
        StringFormat.Tid => Tid.IsValid(text),
        StringFormat.Uri => UriText.IsValid(text),
        _ => true,
    };

    public static string Expectation(this StringFormat format) => format switch
    {
        StringFormat.AtIdentifier => "must be a valid did or a handle",
        StringFormat.AtUri => "must be a valid at-uri",
        StringFormat.Cid => "must be a cid string",
        StringFormat.Datetime => "must be a valid atproto datetime (RFC 3339 with a time zone)",
        StringFormat.Did => "must be a valid did",
        StringFormat.Handle => "must be a valid handle",
        StringFormat.Language => "must be a well-formed BCP 47 language tag",
        StringFormat.Nsid => "must be a valid nsid",
        StringFormat.RecordKey => "must be a valid record key",
        StringFormat.Tid => "must be a valid tid",
        _ => "must be a uri",
    };
}
