using AtInvites.Syntax;

namespace AtInvites.Redemption;

/// <summary>Where the host says what it knows of its accounts. Asked for the owner of a code before each use of it, and for the
/// caller of <c>com.atproto.server.getAccountInviteCodes</c>.</summary>
public interface IAccountDirectory
{
    /// <summary>The account; null when the host has none of this DID, whose codes then work all the same.</summary>
    ValueTask<AccountStanding?> FindAsync(Did account, CancellationToken cancellationToken);
}
