using System.Data.Common;
using System.Text;
using AtInvites.Stores;
using AtInvites.Tokens;
using AtInvites.Xrpc;
using Microsoft.Extensions.Logging;

namespace AtInvites.Hosting;

/// <summary>Counts wrong guesses in the store. Addresses and accounts go there as keyed hashes, so that a copy of the store tells
/// none; after a rotation of the key budgets begin anew.</summary>
internal sealed partial class StoredGuesses(
    IBudgetStore store, TokenKeyRing ring, TimeProvider time, ILogger<StoredGuesses> logger) : IGuessLedger
{
    // Longer than a token's secret, which keeps these hashes apart from those of tokens.
    private const string Label = "AtInvites budget of wrong guesses v1:";

    public async ValueTask<IReadOnlyList<GuessCount>?> ChargeAsync(IReadOnlyList<string> keys, TimeSpan window)
    {
        try
        {
            var budgets = keys.Select(Hash).ToArray();
            var counts = await store.ChargeAsync(budgets, time.GetUtcNow(), window, CancellationToken.None);
            return [.. counts.Select(count => new GuessCount(count.Charges, count.EndsAt))];
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException)
        {
            LogFailed(fault);
            return null;
        }
    }

    private TokenHash Hash(string key) => ring.Hash(Encoding.UTF8.GetBytes(Label + key));

    [LoggerMessage(6006, LogLevel.Warning,
        "AtInvites: the store did not count a wrong guess; the host that answered it counts it alone.")]
    private partial void LogFailed(Exception fault);
}
