using System.Diagnostics;
using System.Threading.Channels;

namespace AtInvites.Tests.Hosting;

/// <summary>A sample, MinimalHost unless it is named, as a process of its own.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();

    private SampleProcess(Process process) => _process = process;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>What it has printed so far.</summary>
    public List<string> Lines { get; } = [];

    public static string Root { get; } = FindRoot();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts it in a folder and reads on until it listens.</summary>
    public static Task<SampleProcess> StartAsync(
        string folder, string environment = "Development", string urls = "http://127.0.0.1:0",
        params (string, string)[] settings) =>
        ListenAsync(Launch("MinimalHost", folder, environment, urls, settings), "AtInvites listens on ");

    /// <summary>Starts PdsHost in a folder and reads on until it listens.</summary>
    public static Task<SampleProcess> StartPdsAsync(
        string folder, string environment = "Development", params (string, string)[] settings) =>
        ListenAsync(Launch("PdsHost", folder, environment, "http://127.0.0.1:0", settings), "PdsHost listens on ");

    /// <summary>Starts it where it is expected to stop by itself, and returns its exit code and all it printed.</summary>
    public static Task<(int ExitCode, string Output)> FailAsync(string folder, params (string, string)[] settings) =>
        EndAsync(Launch("MinimalHost", folder, "Development", "http://127.0.0.1:0", settings));

    /// <summary>As <see cref="FailAsync"/>, with PdsHost.</summary>
    public static Task<(int ExitCode, string Output)> FailPdsAsync(
        string folder, string environment, params (string, string)[] settings) =>
        EndAsync(Launch("PdsHost", folder, environment, "http://127.0.0.1:0", settings));

    public async Task<string> ReadUntilAsync(string start)
    {
        await foreach (var line in _output.Reader.ReadAllAsync(Token))
        {
            Lines.Add(line);
            if (line.StartsWith(start, StringComparison.Ordinal)) return line;
        }

        throw new InvalidOperationException($"The sample ended: {string.Join('\n', Lines)}");
    }

    public async Task<HostAnswer> CallAsync(string method, string? caller, string? body, string? authorization = null)
    {
        using var request = new HttpRequestMessage(
            body is null ? HttpMethod.Get : HttpMethod.Post, $"/xrpc/rsvp.atmo.space.{method}");
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        if (caller is not null) request.Headers.Add("X-Dev-Did", caller);
        if (authorization is not null) request.Headers.Add("Authorization", authorization);
        using var response = await Client.SendAsync(request, Token);
        var answer = await HostAnswer.ReadAsync(response, Token);
        AnswerShape.Check(request, answer);
        return answer;
    }

    /// <summary>SIGKILL, as a crash is.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client.Dispose();
        _process.Dispose();
    }

    private static async Task<SampleProcess> ListenAsync(SampleProcess sample, string start)
    {
        var line = await sample.ReadUntilAsync(start);
        var url = line[start.Length..].Split(' ')[0].TrimEnd('.');
        sample.Client.BaseAddress = new(url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        return sample;
    }

    private static async Task<(int ExitCode, string Output)> EndAsync(SampleProcess started)
    {
        await using var sample = started;
        await sample._process.WaitForExitAsync(Token);
        await foreach (var line in sample._output.Reader.ReadAllAsync(Token)) sample.Lines.Add(line);
        return (sample._process.ExitCode, string.Join('\n', sample.Lines));
    }

    private static SampleProcess Launch(
        string name, string folder, string environment, string urls, (string, string)[] settings)
    {
        var build = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Root, "samples", name, "bin", build, "net10.0", name + ".dll"));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(urls);
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        foreach (var (setting, value) in settings) start.Environment[setting] = value;
        var sample = new SampleProcess(new() { StartInfo = start });
        var open = 2;
        DataReceivedEventHandler take = (_, line) =>
        {
            if (line.Data is not null) sample._output.Writer.TryWrite(line.Data);
            else if (Interlocked.Decrement(ref open) == 0) sample._output.Writer.TryComplete();
        };
        sample._process.OutputDataReceived += take;
        sample._process.ErrorDataReceived += take;
        sample._process.Start();
        sample._process.BeginOutputReadLine();
        sample._process.BeginErrorReadLine();
        return sample;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AtInvites.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
