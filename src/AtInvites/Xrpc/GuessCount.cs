namespace AtInvites.Xrpc;

/// <summary>Wrong guesses of all hosts under one key.</summary>
/// <param name="Guesses">How many in this window, the one just made included.</param>
/// <param name="EndsAt">When the window ends; the same for every host.</param>
internal readonly record struct GuessCount(long Guesses, DateTimeOffset EndsAt);
