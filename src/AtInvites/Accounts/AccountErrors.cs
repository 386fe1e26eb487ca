using AtInvites.Redemption;
using AtInvites.Xrpc;

namespace AtInvites.Accounts;

/// <summary>Refusals of the family, in the words of the reference PDS where it has the same. The one for a code says the same for
/// every reason.</summary>
internal static class AccountErrors
{
    public static readonly XrpcError InvalidInviteCode = new(400, "InvalidInviteCode", "Provided invite code not available");
    public static readonly XrpcError AccountNotFound = new(403, "AccountNotFound", "Account not found");
    public static readonly XrpcError AccountTakedown = XrpcError.Unauthorized("AccountTakedown", "Account has been taken down");
    public static readonly XrpcError BadSort = XrpcError.InvalidRequest("sort must be recent or usage");
    public static readonly XrpcError BadCursor = XrpcError.InvalidRequest("cursor is not one that this sort gave out");

    public static readonly XrpcError EntrywayManages =
        XrpcError.InvalidRequest("Account invites are managed by the entryway service");

    public static readonly XrpcError AdminCodesStay = XrpcError.InvalidRequest("cannot disable admin invite codes");

    public static readonly XrpcError LongNote =
        XrpcError.InvalidRequest($"note must not be longer than {AccountInviteSwitch.MaxNoteBytes} bytes");
}
