using System.Collections.Concurrent;
using AtInvites.Stores.Contracts.Processes;

namespace AtInvites.Stores.Tests.Postgres;

/// <summary>One process under load, and everything that it said.</summary>
internal sealed class StormHost : IDisposable
{
    private readonly WorkerProcess _process;
    private readonly SemaphoreSlim _said = new(0);
    private readonly CancellationToken _cancellation;
    private readonly Task _reading;

    private StormHost(WorkerProcess process, CancellationToken cancellation)
    {
        (_process, _cancellation) = (process, cancellation);
        _reading = ReadAsync();
    }

    public ConcurrentQueue<WorkerAnswer> Answers { get; } = [];

    /// <summary>Calls, answers and failures, by its own count; null until it has ended by itself.</summary>
    public int[]? Counts { get; private set; }

    public static async Task<StormHost> StartAsync(string store, string name, string tokens, CancellationToken cancellation)
    {
        var host = new StormHost(await WorkerProcess.StartAsync(store, $"storm 8 {name}", cancellation), cancellation);
        await host.SayAsync(tokens);
        return host;
    }

    public Task SayAsync(string tokens) => _process.SayAsync(tokens, _cancellation);

    /// <summary>Waits until it was answered so many times more.</summary>
    public async Task AnswersAsync(int more)
    {
        for (var until = Answers.Count + more; Answers.Count < until;)
        {
            if (_reading.IsCompleted) Assert.Fail("The process ended.");
            await _said.WaitAsync(_cancellation);
        }
    }

    public async Task KillAsync()
    {
        await _process.KillAsync(_cancellation);
        await _reading;
        await _process.AssertDidNotFailAsync();
    }

    /// <summary>Ends the load and waits until every caller has come back.</summary>
    public async Task EndAsync()
    {
        _process.CloseInput();
        await _reading;
        await _process.AssertEndedWellAsync(_cancellation);
    }

    public void Dispose()
    {
        _process.Dispose();
        _said.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.ReadLineAsync(_cancellation) is { } line)
        {
            if (line.StartsWith("Ended ", StringComparison.Ordinal)) Counts = [.. line.Split(' ').Skip(1).Select(int.Parse)];
            else if (WorkerAnswer.Read(line) is { } answer) Answers.Enqueue(answer);
            _said.Release();
        }

        _said.Release();
    }
}
