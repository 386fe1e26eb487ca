using System.Runtime.CompilerServices;
using AtInvites.Records;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>Sources of a host that are written badly.</summary>
public sealed class HostSourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_that_never_waits_keeps_neither_the_others_nor_a_stop_waiting()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Builder = invites => invites.AddRecordEvents<Restless>().AddJetstream(server.Url),
        });

        await server.NextAsync();

        await host.Services.GetRequiredService<IHost>().StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(15), Token);
    }

    [Fact]
    public async Task A_source_that_throws_at_once_is_asked_again_after_a_pause()
    {
        await using var host = await HttpHost.StartAsync(
            StoreKind.Memory, new() { Builder = invites => invites.AddRecordEvents<Hopeless>() });
        var source = host.Services.GetServices<IRecordEventSource>().OfType<Hopeless>().Single();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Polling.Until(() => host.Clock.Waiting > 0 && host.Logs.With(7010).Count() == attempt);
            Assert.Equal(attempt, source.Attempts);
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_source_that_fails_while_the_host_stops_fails_no_host()
    {
        await using var host = await HttpHost.StartAsync(
            StoreKind.Memory, new() { Builder = invites => invites.AddRecordEvents<Unstoppable>() });
        await Polling.Until(async () => await host.Stores.Records.FindCursorAsync("unstoppable", Token) == 1);

        await host.Services.GetRequiredService<IHost>().StopAsync(Token);

        Assert.Single(host.Logs.With(7010));
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Error);
    }

    private sealed class Restless : IRecordEventSource
    {
        public string Name => "restless";

#pragma warning disable CS1998 // That nothing is awaited is the point.
        public async IAsyncEnumerable<RecordEventBatch> ReadAsync(
            long? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            while (true) yield return new([], null);
        }
#pragma warning restore CS1998
    }

    private sealed class Hopeless : IRecordEventSource
    {
        private int _attempts;

        public string Name => "hopeless";

        public int Attempts => Volatile.Read(ref _attempts);

        public IAsyncEnumerable<RecordEventBatch> ReadAsync(long? cursor, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _attempts);
            throw new InvalidOperationException("no firehose");
        }
    }

    private sealed class Unstoppable : IRecordEventSource
    {
        public string Name => "unstoppable";

        public async IAsyncEnumerable<RecordEventBatch> ReadAsync(
            long? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return new([], 1);
            var stopped = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(stopped.SetResult);
            await stopped.Task;
            throw new InvalidOperationException("the socket is gone");
        }
    }
}
