namespace AtInvites.Accounts;

/// <summary>Output of com.atproto.admin.getInviteCodes and, without a cursor, of
/// com.atproto.server.getAccountInviteCodes.</summary>
internal sealed record CodeList(IReadOnlyList<InviteCodeView> Codes, string? Cursor);
