using AtInvites.Records;
using AtInvites.Records.Jetstream;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>A host that reads from a Jetstream server, on a clock that only the test moves.</summary>
internal sealed class JetstreamHost : IAsyncDisposable
{
    private readonly HttpHost _host;

    private JetstreamHost(HttpHost host)
    {
        _host = host;
        Meters = new(host.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
    }

    public LogBook Logs => _host.Logs;

    public ManualClock Clock => _host.Clock;

    public IServiceProvider Services => _host.Services;

    public MeterBook Meters { get; }

    public IRecordStore Records => _host.Stores.Records;

    public IRecordEventSource Source => Services.GetRequiredService<IRecordEventSource>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<JetstreamHost> StartAsync(
        JetstreamServer server, ManualClock clock, Action<JetstreamOptions>? configure = null,
        Func<StoreSet, StoreSet>? around = null) => StartAsync(server.Url, clock, configure, around);

    public static async Task<JetstreamHost> StartAsync(
        Uri url, ManualClock clock, Action<JetstreamOptions>? configure = null, Func<StoreSet, StoreSet>? around = null) =>
        new(await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Clock = clock,
            LogLevel = LogLevel.Debug,
            Around = around,
            Builder = invites =>
            {
                invites.AddJetstream(url);
                if (configure is not null) invites.AddJetstream(configure);
            },
        }));

    public async ValueTask<Handshake?> FindAsync(int number) =>
        await _host.Stores.Handshakes.FindAsync(JetstreamStory.Invite(number), Token);

    public async Task UntilAsync(int number, HandshakeState state) =>
        await Polling.Until(async () => (await FindAsync(number))?.StateAt(Clock.GetUtcNow()) == state);

    /// <summary>The store has an event a moment before the index has counted it.</summary>
    public Task UntilCountedAsync(long events) => Polling.Until(() => Meters.Of("atinvites.records.events") == events);

    public ValueTask<long?> CursorAsync() => Records.FindCursorAsync(Source.Name, Token);

    public Task UntilCursorAsync(long cursor) => Polling.Until(async () => await CursorAsync() == cursor);

    /// <summary>Lets a pause end that something waits for.</summary>
    public async Task PassPauseAsync()
    {
        await Polling.Until(() => Clock.Waiting > 0);
        Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public Task StopAsync() => Services.GetRequiredService<IHost>().StopAsync(Token);

    /// <summary>How many messages were skipped for a reason.</summary>
    public long Skipped(string reason) => Meters.Of($"atinvites.records.skipped source={Source.Name} reason={reason}");

    public async ValueTask DisposeAsync()
    {
        Meters.Dispose();
        await _host.DisposeAsync();
    }
}
