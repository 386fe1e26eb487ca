namespace AtInvites.Authentication;

/// <summary>Remembers used service-auth tokens. A host that runs several processes replaces it with one they share.</summary>
public interface IReplayCache
{
    /// <summary>Marks the token <paramref name="tokenId"/> of <paramref name="issuer"/> (a DID) as used, in one atomic step,
    /// until <paramref name="until"/>. Of any number of concurrent calls for one token exactly one is answered
    /// <see cref="ReplayOutcome.FirstUse"/>; what cannot be remembered is never answered so.</summary>
    ValueTask<ReplayOutcome> UseAsync(string issuer, string tokenId, DateTimeOffset until, CancellationToken cancellationToken);
}
