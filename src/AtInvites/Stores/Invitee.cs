using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>Somebody who came by an account's code.</summary>
/// <param name="Account">Who came.</param>
/// <param name="InvitedBy">Who held the code.</param>
/// <param name="InvitedAt">When the code was used, to the millisecond.</param>
/// <param name="Code">The code's hash.</param>
public readonly record struct Invitee(Did Account, Did InvitedBy, DateTimeOffset InvitedAt, TokenHash Code);
