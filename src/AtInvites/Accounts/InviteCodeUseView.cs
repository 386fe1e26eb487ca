using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.server.defs#inviteCodeUse</c>.</summary>
/// <param name="UsedBy">The DID of the account that signed up with the code.</param>
/// <param name="UsedAt">When, as a lexicon writes it, to the millisecond in UTC.</param>
public sealed record InviteCodeUseView(string UsedBy, string UsedAt)
{
    internal static InviteCodeUseView Of(CodeUse use) => new(use.UsedBy.Value, AtDatetime.From(use.UsedAt).Value);
}
