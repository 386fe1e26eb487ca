using System.Diagnostics;
using AtInvites.Benchmarks.Results;

namespace AtInvites.Benchmarks.Http;

/// <summary>Sends prepared requests over keep-alive connections, each as soon as the one before it is answered. Requests are bytes
/// before the clock starts, and all sockets are served by one thread that runs what follows an answer itself, so that the driver
/// takes little of the machine that it shares with the host.</summary>
internal static class HttpDriver
{
    public const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    public const string ThreadCount = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    /// <summary>To be called before the first socket of the process.</summary>
    public static void Prepare()
    {
        Environment.SetEnvironmentVariable(InlineCompletions, "1");
        Environment.SetEnvironmentVariable(ThreadCount, "1");
    }

    /// <summary>Sends all; an answer other than 200 is a fault.</summary>
    public static async Task<LoadResult> RunAsync(int port, byte[][] requests, int callers)
    {
        var connections = Enumerable.Range(0, callers).Select(_ => new HttpConnection()).ToArray();
        foreach (var connection in connections) await connection.ConnectAsync(port);
        var times = new double[requests.Length];
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(async connection =>
        {
            while (Interlocked.Increment(ref next) is var at && at < requests.Length)
            {
                var sent = Stopwatch.GetTimestamp();
                var status = await connection.SendAsync(requests[at]);
                times[at] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
                if (status != 200) throw new InvalidOperationException($"Answered {connection.Text()}");
            }
        }));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var connection in connections) connection.Dispose();
        return new(requests.Length / seconds, times.Percentile(0.5), times.Percentile(0.99));
    }
}
