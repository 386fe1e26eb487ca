namespace AtInvites.Benchmarks.Http;

/// <summary>The answer to a redemption.</summary>
internal sealed record RedeemOutput(string SpaceUri, string Perms);
