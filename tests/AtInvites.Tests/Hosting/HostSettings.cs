using AtInvites.Hosting;
using AtInvites.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Hosting;

/// <summary>What a test wants of its host beyond the usual.</summary>
internal sealed class HostSettings
{
    public ManualClock Clock { get; init; } = new();

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>A folder that outlives the host; null means one that goes with it.</summary>
    public TemporaryFolder? Folder { get; init; }

    /// <summary>What follows the file in the connection string.</summary>
    public string Connection { get; init; } = "";

    public Action<AtInvitesOptions>? Options { get; init; }

    public Action<AtInvitesBuilder>? Builder { get; init; }

    public Action<WebApplication>? Map { get; init; }

    /// <summary>Puts something around the store.</summary>
    public Func<StoreSet, StoreSet>? Around { get; init; }
}
