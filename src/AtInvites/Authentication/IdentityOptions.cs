namespace AtInvites.Authentication;

/// <summary>Where DID documents come from and how long they are believed. Checked at start.</summary>
public sealed class IdentityOptions
{
    /// <summary>Directory that did:plc is resolved through: <c>{PlcDirectory}/{did}</c>. Default https://plc.directory; http
    /// only for localhost and only with <see cref="AllowLocalhost"/>.</summary>
    public Uri PlcDirectory { get; set; } = new("https://plc.directory");

    /// <summary>Lets <c>did:web:localhost%3A{port}</c> and a loopback <see cref="PlcDirectory"/> resolve, over http. Default
    /// false; for development and tests.</summary>
    public bool AllowLocalhost { get; set; }

    /// <summary>How long a document is used before it is fetched again, and so the longest a replaced key still counts.
    /// Default 5 minutes; more than zero, at most 1 day.</summary>
    public TimeSpan CacheLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a failed resolution is answered from memory. Default 30 seconds; more than zero,
    /// at most 1 hour.</summary>
    public TimeSpan FailureLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many DIDs are remembered at once, found and failed together. Default 10,000, at least 1.</summary>
    public int CacheSize { get; set; } = 10_000;

    /// <summary>Least time between two early refreshes of one DID after a bad signature. Default 30 seconds; more than
    /// zero, at most 1 day.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many early refreshes all DIDs together may cause in a minute. Default 60; 0 turns them off.</summary>
    public int RefreshesPerMinute { get; set; } = 60;

    /// <summary>Limit for one resolution as a whole: name look-up, connection, answer. Default 3 seconds; more than
    /// zero, at most 30.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Largest document read, in bytes. Default 65,536; 1 to 1 MiB.</summary>
    public int MaxDocumentBytes { get; set; } = 64 * 1024;
}
