namespace AtInvites.Accounts;

/// <summary>Output of com.atproto.server.createInviteCode.</summary>
internal sealed record CreatedCode(string Code);
