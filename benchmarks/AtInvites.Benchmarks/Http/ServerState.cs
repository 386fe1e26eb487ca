using System.Globalization;

namespace AtInvites.Benchmarks.Http;

/// <summary>What a host has spent since it started.</summary>
internal readonly record struct ServerState(long AllocatedBytes, double CpuMicroseconds)
{
    public static ServerState Current() =>
        new(GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime.TotalMicroseconds);

    public static ServerState Parse(string text)
    {
        var parts = text.Split(' ');
        return new(
            long.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AllocatedBytes} {CpuMicroseconds}");
}
