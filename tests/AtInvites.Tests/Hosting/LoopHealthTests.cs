using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Tests.Records.Jetstream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Hosting;

public sealed class LoopHealthTests
{
    private const string Check = "atinvites-loops";

    [Fact]
    public async Task A_loop_that_died_is_not_live_and_the_store_is_asked_nothing()
    {
        HangingSchema? schema = null;
        await using var host = await StartAsync(
            invites => invites.AddAdmissionSink<GuestBook>(),
            stores => stores with { Outbox = new FailingOutbox(stores.Outbox, 1), Schema = schema = new(stores.Schema) });

        await Polling.Until(async () => (await HealthHost.AskAsync(host.Client, "live", Check)).Code == 503);

        var (_, status, text) = await HealthHost.AskAsync(host.Client, "live", Check);
        Assert.Equal("Unhealthy", status);
        Assert.Contains("\"dead\":\"AdmissionLoop\"", text);
        Assert.Equal(0, schema!.Asked);
        Assert.Equal(200, (await HealthHost.AskAsync(host.Client, "ready", "atinvites-store")).Code);
    }

    [Fact]
    public async Task A_source_whose_loop_died_is_not_live_while_another_is_read_on()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await StartAsync(
            invites => invites.AddRecordEvents<Broken>().AddJetstream(server.Url), stores => stores);
        await server.NextAsync();

        await Polling.Until(async () => (await HealthHost.AskAsync(host.Client, "live", Check)).Code == 503);

        Assert.Contains("\"dead\":\"RecordLoop\"", (await HealthHost.AskAsync(host.Client, "live", Check)).Text);
        var loop = host.Services.GetServices<IHostedService>().OfType<RecordLoop>().Single();
        Assert.False(loop.ExecuteTask!.IsCompleted);
    }

    /// <summary>A host that goes on when a background service fails, whose logger throws where a loop says what failed: the one
    /// way in which a loop dies.</summary>
    private static Task<HttpHost> StartAsync(Action<AtInvitesBuilder> build, Func<StoreSet, StoreSet> around) =>
        HttpHost.StartAsync(StoreKind.Memory, HealthHost.With(new()
        {
            Around = around,
            Builder = invites =>
            {
                invites.Services.Configure<HostOptions>(
                    host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
                invites.Services.AddSingleton<ILoggerProvider, FullDisk>();
                invites.Services.AddSingleton<GuestBook.Pages>();
                build(invites);
            },
        }));

    private sealed class Broken : IRecordEventSource
    {
        public string Name => "broken";

        public IAsyncEnumerable<RecordEventBatch> ReadAsync(long? cursor, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("no firehose");
    }

    private sealed class FullDisk : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id is 6004 or 7010) throw new IOException("the log's disk is full");
        }

        public void Dispose()
        {
        }
    }
}
