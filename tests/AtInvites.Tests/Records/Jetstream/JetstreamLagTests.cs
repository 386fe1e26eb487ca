using System.Diagnostics.Metrics;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Records.Jetstream;

public sealed class JetstreamLagTests
{
    private readonly ManualClock _clock = new();
    private readonly JetstreamStory _story;

    public JetstreamLagTests() => _story = new(_clock);

    [Fact]
    public async Task Lag_is_how_long_ago_the_server_saw_what_was_stored_last()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var session = await server.NextAsync();
        await host.UntilCursorAsync(_story.Now);

        _clock.Advance(TimeSpan.FromMinutes(2));
        var invited = _story.Invited(1);
        await session.SendAsync(_story.Identity(_story.Now - 1_500_000), invited);
        await host.UntilAsync(1, HandshakeState.Pending);
        await host.UntilCursorAsync(_story.Now - 1_500_000);
        await session.SendAsync(_story.Invited(2));
        await host.UntilAsync(2, HandshakeState.Pending);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(11.5, Lag(host), 6);
    }

    [Fact]
    public async Task Lag_of_a_server_that_cannot_be_reached_is_that_of_the_stored_cursor()
    {
        await using var server = await JetstreamServer.StartAsync();
        server.IsBusy = true;
        await using var host = await JetstreamHost.StartAsync(server, _clock, around: stores =>
        {
            _ = stores.Records.ApplyAsync(
                new() { Versions = [], Source = $"jetstream:{server.Url.Authority}", Cursor = _story.Now - 120_000_000 },
                TestContext.Current.CancellationToken).AsTask();
            return stores;
        });
        await Polling.Until(() => host.Logs.With(7021).Any());

        Assert.Equal(120, Lag(host), 6);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(120.5, Lag(host), 6);
    }

    [Fact]
    public void Pauses_double_up_to_the_longest_and_differ()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        var pauses = Enumerable.Range(0, 200).Select(_ => backoff.Next()).ToList();

        int[] ends = [2, 4, 8, 16, 32, 60, 60];
        foreach (var (i, end) in ends.Index())
            Assert.InRange(pauses[i], TimeSpan.FromSeconds(end / 2.0), TimeSpan.FromSeconds(end));
        Assert.All(pauses[5..], pause => Assert.InRange(pause, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)));
        Assert.True(pauses.Distinct().Count() > 100);
        backoff.Reset();
        Assert.InRange(backoff.Next(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    private static double Lag(JetstreamHost host)
    {
        var lags = new Dictionary<string, double>();
        using var listener = new MeterListener();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Meter.Scope != meters || instrument.Name != "atinvites.records.lag") return;
            to.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, lag, tags, _) => lags[string.Join(' ', tags.ToArray())] = lag);
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.Equal([$"[source, {host.Source.Name}]"], lags.Keys);
        return lags.Values.Single();
    }
}
