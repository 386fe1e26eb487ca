using AtInvites.Redemption;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.server.createInviteCodes#accountCodes</c>.</summary>
internal sealed record AccountCodes(string Account, IReadOnlyList<string> Codes)
{
    public static AccountCodes Of(IssuedCodes issued) =>
        new(issued.Owner.Value, [.. issued.Codes.Select(code => code.Reveal())]);
}
