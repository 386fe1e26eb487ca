using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Disables account codes.</summary>
public sealed class CodeDisabler(IAccountCodeStore store, TokenKeyRing keys, InviteTelemetry telemetry)
{
    /// <summary>Disables these codes, whatever key they were stored under, and those that these accounts hold now, in one step.
    /// Unknown ones are ignored. Returns how many were not disabled before.</summary>
    public async ValueTask<int> DisableAsync(
        IReadOnlyList<string> codes, IReadOnlyList<Did> owners, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(codes);
        TokenHash[] hashes = [.. codes.SelectMany(keys.CodeHashes)];
        var disabled = await store.DisableAsync(hashes, owners, cancellationToken).ConfigureAwait(false);
        telemetry.CodesDisabled(disabled);
        return disabled;
    }
}
