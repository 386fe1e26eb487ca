using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>An account code with its text, for its owner and the administration.</summary>
/// <param name="Row">What is stored.</param>
/// <param name="Code">The text; a mask where <see cref="IsMasked"/>.</param>
/// <param name="IsMasked">Whether the key ring that sealed the text is lost. The code can be used all the same.</param>
public sealed record OpenedCode(AccountCode Row, InviteSecret Code, bool IsMasked);
