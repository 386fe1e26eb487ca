using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Worker;

/// <summary>Redeems and says so on standard output, one line an answer and only after it, so that whoever kills the process
/// knows what was acknowledged. A line ends with a full stop: one without was cut off.</summary>
internal sealed class RedemptionWorker(IRedemptionStore redemptions)
{
    /// <summary>Answers each line <c>hash account milliseconds</c> before it reads the next.</summary>
    public async Task ServeAsync(TextReader input)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is not [var token, var account, var time]) throw new FormatException(line);
            await RedeemAsync(Hash(token), Did.Parse(account), DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(time)));
        }
    }

    /// <summary>Reads hashes, one a line, to the end of the input, which starts <paramref name="callers"/> loops of
    /// <paramref name="rounds"/> redemptions by distinct accounts; 0 rounds go on until the process is killed.</summary>
    public async Task LoadAsync(TextReader input, int callers, int rounds, string name)
    {
        var tokens = new List<TokenHash>();
        while (await input.ReadLineAsync() is { Length: > 0 } line) tokens.Add(Hash(line));
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; rounds == 0 || round < rounds; round++)
            {
                var account = Did.Parse($"did:example:{name}-{caller}-{round}");
                await RedeemAsync(tokens[(caller + round) % tokens.Count], account, DateTimeOffset.UnixEpoch.AddSeconds(round));
            }
        })));
    }

    private async Task RedeemAsync(TokenHash token, Did account, DateTimeOffset now)
    {
        var outcome = await redemptions.RedeemAsync(token, account, now, CancellationToken.None);
        Console.WriteLine($"{outcome.Status} {token.ToHex()} {account.Value} .");
    }

    private static TokenHash Hash(string hex) => TokenHash.TryParseHex(hex, out var hash) ? hash : throw new FormatException(hex);
}
