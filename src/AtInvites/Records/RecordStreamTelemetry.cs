using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AtInvites.Redemption;

namespace AtInvites.Records;

/// <summary>Instruments of event sources, by the source's name, on the meter of <see cref="InviteTelemetry.Name"/>. None carries
/// a DID.</summary>
internal sealed class RecordStreamTelemetry
{
    private const string SourceTag = "source";

    private readonly ConcurrentDictionary<string, StreamProgress> _streams = new();
    private readonly TimeProvider _time;
    private readonly Counter<long> _received;
    private readonly Counter<long> _skipped;
    private readonly Counter<long> _reconnects;

    public RecordStreamTelemetry(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(InviteTelemetry.Name);
        _received = meter.CreateCounter<long>("atinvites.records.received", "{message}", "Messages that a stream sent.");
        _skipped = meter.CreateCounter<long>("atinvites.records.skipped", "{message}", "Messages that tell nothing, by reason.");
        _reconnects = meter.CreateCounter<long>("atinvites.records.reconnects", "{attempt}", "Connections lost or not made.");
        meter.CreateObservableGauge(
            "atinvites.records.lag", Lags, "s", "How long ago what was stored last was seen by its stream.");
    }

    /// <summary>Every source that is or was followed, by its name.</summary>
    public IEnumerable<KeyValuePair<string, StreamProgress>> Streams => _streams;

    /// <summary>A source's own, which begins with the first question for it.</summary>
    public StreamProgress Of(string source) =>
        _streams.GetOrAdd(source, static (_, time) => new(time.GetUtcNow()), _time);

    public void Connected(string source) => Of(source).Connected(_time.GetUtcNow());

    public void Received(string source)
    {
        Of(source).Heard(_time.GetUtcNow());
        _received.Add(1, KeyValuePair.Create(SourceTag, (object?)source));
    }

    public void Skipped(string source, string reason) => _skipped.Add(
        1, KeyValuePair.Create(SourceTag, (object?)source), KeyValuePair.Create("reason", (object?)reason));

    public void Disconnected(string source)
    {
        Of(source).Disconnected();
        _reconnects.Add(1, KeyValuePair.Create(SourceTag, (object?)source));
    }

    /// <summary>Everything that a source told is stored, up to this time if it names one.</summary>
    public void Stored(string source, DateTimeOffset? reached)
    {
        Of(source).Stored(_time.GetUtcNow());
        if (reached is { } time) Of(source).Reached(time);
    }

    private IEnumerable<Measurement<double>> Lags()
    {
        var now = _time.GetUtcNow();
        foreach (var (source, progress) in _streams)
        {
            if (progress.AgeAt(now) is not { } age) continue;
            yield return new(age.TotalSeconds, KeyValuePair.Create(SourceTag, (object?)source));
        }
    }
}
