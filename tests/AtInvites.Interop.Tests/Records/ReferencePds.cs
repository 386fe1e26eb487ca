using System.Diagnostics;
using System.Text.Json;
using AtInvites.Syntax;
using AtInvites.Tests.Records.Jetstream;

namespace AtInvites.Interop.Tests.Records;

/// <summary>The reference's PDS with a Jetstream over it, in a Node process of their own, and three accounts. Without the npm
/// packages it is nothing, and each test says so.</summary>
public sealed class ReferencePds : IAsyncLifetime
{
    private readonly SemaphoreSlim _turn = new(1);
    private Process? _process;

    public Uri Address { get; private set; } = null!;

    public Uri Jetstream { get; private set; } = null!;

    internal PdsAccount Alice { get; private set; } = null!;

    internal PdsAccount Bob { get; private set; } = null!;

    internal PdsAccount Carol { get; private set; } = null!;

    internal IReadOnlyList<PdsAccount> Accounts => [Alice, Bob, Carol];

    public async ValueTask InitializeAsync()
    {
        if (!NodeOracle.IsInstalled) return;
        _process = NodeOracle.Start("oracle/reference-pds.mjs");
        var where = await ReadAsync();
        Address = new(where.GetProperty("pds").GetString()!);
        Jetstream = new(where.GetProperty("jetstream").GetString()!);
        Alice = await SignUpAsync("alice");
        Bob = await SignUpAsync("bob");
        Carol = await SignUpAsync("carol");
    }

    /// <summary>Cuts every connection to the Jetstream without a word.</summary>
    internal Task DropConnectionsAsync() => AskAsync(new { drop = true });

    /// <summary>Sends a frame of any text to everybody who listens to the Jetstream.</summary>
    internal Task SendAsync(string frame) => AskAsync(new { send = frame });

    /// <summary>Ends the process, which fails if an event of the PDS could not be read or verified.</summary>
    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_process is not { } process) return;
        using (process)
        {
            process.StandardInput.Close();
            using var limit = new CancellationTokenSource(Polling.Limit);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            finally
            {
                if (!process.HasExited) process.Kill();
            }

            Assert.Equal(0, process.ExitCode);
        }
    }

    private async Task<PdsAccount> SignUpAsync(string name)
    {
        var made = await AskAsync(new { account = name });
        string Text(string member) => made.GetProperty(member).GetString()!;
        return new(Did.Parse(Text("did")), Text("token"), Text("expired"));
    }

    private async Task<JsonElement> AskAsync<T>(T question)
    {
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await _process!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question));
            return await ReadAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<JsonElement> ReadAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Polling.Limit);
        return await _process!.StandardOutput.ReadLineAsync(limit.Token) is { } line
            ? JsonElement.Parse(line)
            : throw new InvalidOperationException("The process of the PDS has ended; what it said stands above.");
    }
}
