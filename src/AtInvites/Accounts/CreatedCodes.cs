namespace AtInvites.Accounts;

/// <summary>Output of com.atproto.server.createInviteCodes.</summary>
internal sealed record CreatedCodes(IReadOnlyList<AccountCodes> Codes);
