using System.Security.Cryptography;
using System.Text;
using AtInvites.Authentication;
using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Hosting;

/// <summary>The replay cache of all hosts of one store. That of the process stands before it: what was used here is refused
/// without a call, and no issuer takes up more than its share, here and so in the store.</summary>
internal sealed class StoredReplayCache(MemoryReplayCache own, IReplayStore store) : IReplayCache
{
    /// <inheritdoc/>
    public async ValueTask<ReplayOutcome> UseAsync(
        string issuer, string tokenId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var outcome = await own.UseAsync(issuer, tokenId, until, cancellationToken);
        if (outcome != ReplayOutcome.FirstUse) return outcome;
        var isAnswered = false;
        try
        {
            // Nothing cancels it: a use that the store keeps and nobody counts here would be beyond the issuer's share.
            var isFirst = await store.TryUseAsync(Digest(issuer, tokenId), until, CancellationToken.None);
            isAnswered = true;
            return isFirst ? ReplayOutcome.FirstUse : ReplayOutcome.Used;
        }
        finally
        {
            // Whether it is used only the store can say, and may say when the caller tries again.
            if (!isAnswered) own.Forget(issuer, tokenId, until);
        }
    }

    // Not the keyed hash: a rotation of the key must not let a used token pass once more. A DID holds no line feed, so that no
    // two pairs of issuer and id read alike.
    private static TokenHash Digest(string issuer, string tokenId) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{tokenId}")));
}
