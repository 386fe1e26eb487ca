using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AtInvites.Benchmarks.Http;

/// <summary>A host that the tool started as a process of its own. It is ended by its own handle.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { CallerHandler.Header, Workload.Owner.Value }, { "X-Dev-Did", Workload.Owner.Value } },
    };

    private readonly Process _process;

    private HostProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Largest resident memory so far, in MB; of now, in MB.</summary>
    public (double Peak, double Now) Memory()
    {
        _process.Refresh();
        return (_process.PeakWorkingSet64 / 1e6, _process.WorkingSet64 / 1e6);
    }

    /// <summary>Starts the tool itself to serve a side.</summary>
    public static HostProcess Serve(string side, string folder) => Start(port =>
    {
        var own = Environment.ProcessPath!;
        string[] first = Path.GetFileNameWithoutExtension(own) == "dotnet" ? [typeof(HostProcess).Assembly.Location] : [];
        return new(own, [.. first, "serve", side, port.ToString(CultureInfo.InvariantCulture), folder]);
    });

    public static HostProcess Start(Func<int, ProcessStartInfo> command)
    {
        var port = FreePort();
        var info = command(port);
        info.RedirectStandardInput = info.RedirectStandardOutput = true;
        info.UseShellExecute = false;
        // The driver's own.
        info.Environment.Remove(HttpDriver.InlineCompletions);
        info.Environment.Remove(HttpDriver.ThreadCount);
        // What the Web SDK gives a host.
        info.Environment["DOTNET_gcServer"] = "1";
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new(process, port);
    }

    /// <summary>Asks for a page until it is there.</summary>
    public async Task WaitAsync(string path = "/")
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 30;)
        {
            if (_process.HasExited) throw new InvalidOperationException($"The host ended with {_process.ExitCode}.");
            if (await AnswersAsync(path)) return;
            await Task.Delay(1);
        }

        throw new TimeoutException("The host did not come up.");
    }

    public Task<string> GetAsync(string path) => Client.GetStringAsync(Address(path));

    /// <summary>Posts JSON, whatever the answer.</summary>
    public async Task PostAsync(string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync(Address(path), body);
    }

    public async Task<ServerState> StateAsync() => ServerState.Parse(await GetAsync("/state"));

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<bool> AnswersAsync(string path)
    {
        // A socket that is refused says so at once; a client would make exceptions of it, which cost the host its time.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, Port) };
        var done = new TaskCompletionSource();
        attempt.Completed += (_, _) => done.SetResult();
        if (socket.ConnectAsync(attempt)) await done.Task;
        if (attempt.SocketError != SocketError.Success) return false;
        using var answer = await Client.GetAsync(Address(path));
        return answer.IsSuccessStatusCode;
    }

    private Uri Address(string path) => new($"http://127.0.0.1:{Port}{path}");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
