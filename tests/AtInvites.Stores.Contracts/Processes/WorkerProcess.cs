using System.Diagnostics;

namespace AtInvites.Stores.Contracts.Processes;

/// <summary>A running <c>AtInvites.Stores.Worker</c>, which lies beside the tests.</summary>
public sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private WorkerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a worker and answers when it opened its store.</summary>
    public static async Task<WorkerProcess> StartAsync(string storeArguments, string mode, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "AtInvites.Stores.Worker.dll"));
        foreach (var argument in storeArguments.Split('\n').Concat(mode.Split(' '))) start.ArgumentList.Add(argument);
        var worker = new WorkerProcess(Process.Start(start)!);
        if (await worker._process.StandardOutput.ReadLineAsync(cancellationToken) != "ready") Assert.Fail(await worker._errors);
        return worker;
    }

    /// <summary>Starts the load: the end of the input is the sign.</summary>
    public async Task FeedAsync(IEnumerable<TokenHash> tokens, CancellationToken cancellationToken)
    {
        foreach (var token in tokens) await _process.StandardInput.WriteLineAsync(token.ToHex().AsMemory(), cancellationToken);
        _process.StandardInput.Close();
    }

    /// <summary>Writes a line to the worker's input.</summary>
    public async Task SayAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    /// <summary>Ends the worker's input.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Has the worker redeem once and waits for its answer.</summary>
    public async Task<RedeemStatus> RedeemAsync(
        Invite invite, Did account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var line = $"{invite.Token.ToHex()} {account.Value} {now.ToUnixTimeMilliseconds()}";
        await SayAsync(line, cancellationToken);
        var answer = await ReadAsync(cancellationToken);
        return answer?.Status ?? throw new InvalidOperationException(await _errors);
    }

    /// <summary>The next answer; null at the end of the output.</summary>
    public async Task<WorkerAnswer?> ReadAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line ? WorkerAnswer.Read(line) : null;

    /// <summary>The next word on a sign-up; null at the end of the output.</summary>
    public async Task<SignUpAnswer?> ReadSignUpAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line ? SignUpAnswer.Read(line) : null;

    /// <summary>The next line as it is; null at the end of the output.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>The answers up to the end of the output; only what a dying process cut off is missing.</summary>
    public async Task<List<WorkerAnswer>> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var answers = new List<WorkerAnswer>();
        while (await ReadAsync(cancellationToken) is { } answer) answers.Add(answer);
        return answers;
    }

    /// <summary>SIGKILL, and waits until the process is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits for the worker's own end, which must be a good one.</summary>
    public async Task AssertEndedWellAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        Assert.Equal("", await _errors);
        Assert.Equal(0, _process.ExitCode);
    }

    /// <summary>Fails with the worker's own words when it fell without being killed.</summary>
    public async Task AssertDidNotFailAsync() => Assert.Equal("", await _errors);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
