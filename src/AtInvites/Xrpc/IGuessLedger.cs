namespace AtInvites.Xrpc;

/// <summary>Counts wrong guesses where every host of a service counts them.</summary>
internal interface IGuessLedger
{
    /// <summary>Counts one more under each key and answers the counts in the order of the keys; null where that could not be
    /// done, which is logged. There is nothing to cancel it with: who hangs up has guessed all the same.</summary>
    ValueTask<IReadOnlyList<GuessCount>?> ChargeAsync(IReadOnlyList<string> keys, TimeSpan window);
}
