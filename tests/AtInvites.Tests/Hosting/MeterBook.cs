using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AtInvites.Tests.Hosting;

/// <summary>Adds up what a host measures; without a host, what the whole process does.</summary>
internal sealed class MeterBook : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _totals = new();

    public MeterBook(IMeterFactory? host)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (host is null || (instrument.Meter.Scope == host && instrument.Meter.Name == "AtInvites"))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var name = instrument.Name;
            foreach (var tag in tags) name += $" {tag.Key}={tag.Value}";
            if (value != 0) _totals.AddOrUpdate(name, value, (_, total) => total + value);
        });
        _listener.Start();
    }

    public IEnumerable<string> Totals => _totals.Select(total => $"{total.Key} {total.Value}").Order(StringComparer.Ordinal);

    public long Of(string name) => _totals.GetValueOrDefault(name);

    public void Dispose() => _listener.Dispose();
}
