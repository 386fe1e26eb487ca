namespace AtInvites.Records.Jetstream;

/// <summary>The Jetstream server that is read from, and how. All of it is checked when the host starts.</summary>
public sealed class JetstreamOptions
{
    /// <summary>Most collections that a subscription may name.</summary>
    internal const int MaxCollections = 100;

    private const string Example = "wss://jetstream2.us-east.bsky.network/subscribe";

    /// <summary>Of several cursors a server takes the first; the others make it send what is not read, or nothing.</summary>
    private static readonly string[] Reserved = ["cursor", "compress", "requireHello"];

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The server's endpoint, <c>ws</c> or <c>wss</c>, such as
    /// <c>wss://jetstream2.us-east.bsky.network/subscribe</c>. Null means <see cref="RecordOptions.Jetstream"/>. The cursor is
    /// kept by host and port, so that another server is read from its live end on.</summary>
    public Uri? Url { get; set; }

    /// <summary>Longest message that is read, 1,024 to 16,777,216 bytes. Default 262,144. A record in a longer one counts as one
    /// that breaks its lexicon.</summary>
    public int MaxMessageBytes { get; set; } = 262_144;

    /// <summary>How far before the cursor a connection begins, for servers whose clocks differ; zero to 1 hour. Default 5
    /// seconds.</summary>
    public TimeSpan Rewind { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Shortest pause before the next connection, 1 millisecond to 1 hour. Default 1 second.</summary>
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause before the next connection, <see cref="MinBackoff"/> to 1 hour. Default 1 minute.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time between two pings and time for an answer to one, after which the server counts as gone; 50 milliseconds to
    /// 1 hour. Default 30 seconds. A store that takes longer over one batch loses the connection, and nothing else.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most messages that are stored together, and that wait for it; 1 to 10,000. Default 500.</summary>
    public int BatchSize { get; set; } = 500;

    internal IEnumerable<string> Faults()
    {
        if (Url is null)
            yield return $"AtInvites: Records:Jetstream is not set; give a URL such as {Example}.";
        else if (!Url.IsAbsoluteUri || Url.Scheme is not ("ws" or "wss") || Url.Host.Length == 0 || Url.Fragment.Length > 0)
            yield return $"AtInvites: Records:Jetstream \"{Shown(Url)}\" is no URL of a WebSocket; "
                + $"give one such as {Example}.";
        else if (Reserved.Intersect(Parameters(Url)).ToList() is [_, ..] own)
            yield return $"AtInvites: Records:Jetstream names {string.Join(", ", own)}, which is not the host's to say; drop it.";
        if (MaxMessageBytes is < 1024 or > 16_777_216)
            yield return $"AtInvites: Jetstream:MaxMessageBytes is {MaxMessageBytes}; it needs 1,024 to 16,777,216.";
        if (BatchSize is < 1 or > 10_000)
            yield return $"AtInvites: Jetstream:BatchSize is {BatchSize}; it needs 1 to 10,000.";
        if (Rewind < TimeSpan.Zero || Rewind > LongestPause)
            yield return $"AtInvites: Jetstream:Rewind is {Rewind}; it needs 0 to 1 hour.";
        if (MinBackoff < TimeSpan.FromMilliseconds(1) || MinBackoff > LongestPause)
            yield return $"AtInvites: Jetstream:MinBackoff is {MinBackoff}; it needs 1 millisecond to 1 hour.";
        if (MaxBackoff < MinBackoff || MaxBackoff > LongestPause)
            yield return $"AtInvites: Jetstream:MaxBackoff is {MaxBackoff}; it needs MinBackoff ({MinBackoff}) to 1 hour.";
        if (KeepAlive < TimeSpan.FromMilliseconds(50) || KeepAlive > LongestPause)
            yield return $"AtInvites: Jetstream:KeepAlive is {KeepAlive}; it needs 50 milliseconds to 1 hour.";
    }

    private static IEnumerable<string> Parameters(Uri url) =>
        url.Query.TrimStart('?').Split('&').Select(part => part.Split('=')[0]);

    /// <summary>Without user information and query, which may hold a secret of the host's.</summary>
    private static string Shown(Uri url) => url.IsAbsoluteUri
        ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : url.OriginalString;
}
