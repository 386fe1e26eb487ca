using AtInvites.Lexicons;
using AtInvites.Stores;
using AtInvites.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Hosting;

/// <summary>Brings the store up before anything listens, and says what a host should know.</summary>
/// <remarks>It takes nothing until it starts: the host makes its services before it checks the settings, and the faults of all of
/// them are to come up together.</remarks>
internal sealed partial class StoreStart(IServiceProvider services, ILogger<StoreStart> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<LexiconCatalog>().CheckReferencesRead();
        await services.GetRequiredService<IStoreSchema>().MigrateAsync(cancellationToken);
        if (!services.GetRequiredService<TokenKeyRing>().IsKeyed) LogUnkeyed();
        if (services.GetRequiredService<HashKeyFile>().Made is { } file) LogNewKey(file);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(6001, LogLevel.Warning,
        "AtInvites: no hash key is set, so tokens are stored under plain SHA-256. "
        + "Set AtInvites:Tokens:HashKey to base64 of 32 random bytes.")]
    private partial void LogUnkeyed();

    [LoggerMessage(6005, LogLevel.Information,
        "AtInvites: {HashKeyFile} was not there and holds a new hash key now. "
        + "Tokens and codes that were stored under another key are not found; keep the file where it outlives the process.")]
    private partial void LogNewKey(string hashKeyFile);
}
