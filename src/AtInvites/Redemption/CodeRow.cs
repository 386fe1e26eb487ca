using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>The row of a code that was just minted.</summary>
internal static class CodeRow
{
    public static AccountCode Of(MintedCode minted, CodeOwner owner, CodeOwner createdBy, DateTimeOffset now, long uses) => new()
    {
        Hash = minted.Hash,
        KeyId = minted.KeyId,
        Sealed = minted.Sealed,
        Owner = owner,
        CreatedBy = createdBy,
        CreatedAt = now,
        Available = uses,
    };
}
