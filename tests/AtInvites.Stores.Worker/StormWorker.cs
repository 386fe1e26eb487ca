using System.Data.Common;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Worker;

/// <summary>A host under load whose database comes and goes. Each line of the input names the invites to redeem from then on, by
/// their hashes; its end is the end of the load. A caller whose call failed asks again for the same account, as people do. At
/// the end it says how many calls there were, and how many of them were answered and how many failed.</summary>
internal sealed class StormWorker(IRedemptionStore redemptions)
{
    private TokenHash[] _tokens = [];
    private volatile bool _isOver;
    private int _called;
    private int _answered;
    private int _failed;

    public async Task RunAsync(TextReader input, int callers, string name)
    {
        Read(await input.ReadLineAsync());
        var work = Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync($"{name}-{caller}"))).ToArray();
        while (await input.ReadLineAsync() is { } line) Read(line);
        _isOver = true;
        await Task.WhenAll(work);
        Console.WriteLine($"Ended {_called} {_answered} {_failed}");
    }

    private void Read(string? line) => Volatile.Write(ref _tokens, [.. (line ?? "").Split(' ').Select(hex =>
        TokenHash.TryParseHex(hex, out var hash) ? hash : throw new FormatException(hex))]);

    private async Task CallAsync(string name)
    {
        for (var round = 0; !_isOver; round++)
        {
            var tokens = Volatile.Read(ref _tokens);
            var (token, account) = (tokens[round % tokens.Length], Did.Parse($"did:example:{name}-{round}"));
            while (!await TryRedeemAsync(token, account) && !_isOver) await Task.Yield();
        }
    }

    private async Task<bool> TryRedeemAsync(TokenHash token, Did account)
    {
        Interlocked.Increment(ref _called);
        try
        {
            var outcome = await redemptions.RedeemAsync(token, account, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            Interlocked.Increment(ref _answered);
            Console.WriteLine($"{outcome.Status} {token.ToHex()} {account.Value} .");
            return true;
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException)
        {
            // What a host answers with 503. Anything else ends this process, and fails the test with its text.
            Interlocked.Increment(ref _failed);
            return false;
        }
    }
}
