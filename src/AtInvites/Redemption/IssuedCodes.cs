using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>New codes of one entry of a request.</summary>
public sealed record IssuedCodes(CodeOwner Owner, IReadOnlyList<InviteSecret> Codes);
