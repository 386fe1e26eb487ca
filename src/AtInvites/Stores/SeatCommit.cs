using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>A held seat to be turned into a use.</summary>
/// <param name="Code">The code's hash.</param>
/// <param name="Holder">Who reserved.</param>
/// <param name="Account">Who uses the code.</param>
/// <param name="Now">The time of the commit; at or after the lease's end it is refused.</param>
public readonly record struct SeatCommit(TokenHash Code, string Holder, Did Account, DateTimeOffset Now);
