using System.Diagnostics.Metrics;

namespace AtInvites.Benchmarks;

/// <summary>Meters that nobody listens to.</summary>
internal sealed class MeterSource : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }
}
