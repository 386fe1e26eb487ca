namespace AtInvites.Benchmarks.Http;

/// <summary>The body of a redemption.</summary>
internal sealed record RedeemInput(string Token);
