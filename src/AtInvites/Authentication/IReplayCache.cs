namespace AtInvites.Authentication;

/// <summary>Remembers used service-auth tokens: those of one process, unless the host calls
/// <c>AtInvitesBuilder.ShareAcrossHosts</c> or registers one of its own. One that fails throws, and the token is not
/// taken.</summary>
public interface IReplayCache
{
    /// <summary>Marks the token <paramref name="tokenId"/> of <paramref name="issuer"/> (a DID) as used, in one atomic step,
    /// until <paramref name="until"/>. Of any number of concurrent calls for one token exactly one is answered
    /// <see cref="ReplayOutcome.FirstUse"/>; what cannot be remembered is never answered so.</summary>
    ValueTask<ReplayOutcome> UseAsync(string issuer, string tokenId, DateTimeOffset until, CancellationToken cancellationToken);
}
