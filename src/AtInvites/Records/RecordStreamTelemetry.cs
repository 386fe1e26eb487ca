using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AtInvites.Redemption;
using AtInvites.Stores;

namespace AtInvites.Records;

/// <summary>Instruments of event sources, by the source's name, on the meter of <see cref="InviteTelemetry.Name"/>. None carries
/// a DID.</summary>
internal sealed class RecordStreamTelemetry
{
    private const string SourceTag = "source";

    private readonly ConcurrentDictionary<string, long> _reached = new();
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

    public void Received(string source) => _received.Add(1, KeyValuePair.Create(SourceTag, (object?)source));

    public void Skipped(string source, string reason) => _skipped.Add(
        1, KeyValuePair.Create(SourceTag, (object?)source), KeyValuePair.Create("reason", (object?)reason));

    public void Disconnected(string source) => _reconnects.Add(1, KeyValuePair.Create(SourceTag, (object?)source));

    /// <summary>Everything that a source told up to this time is stored.</summary>
    public void Reached(string source, DateTimeOffset time) => _reached[source] = Microseconds.OfUnix(time);

    private IEnumerable<Measurement<double>> Lags()
    {
        var now = Microseconds.OfUnix(_time.GetUtcNow());
        foreach (var (source, reached) in _reached)
            yield return new(Math.Max(0, now - reached) / 1e6, KeyValuePair.Create(SourceTag, (object?)source));
    }
}
