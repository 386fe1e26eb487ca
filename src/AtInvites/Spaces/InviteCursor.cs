using System.Globalization;
using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Spaces;

/// <summary>A place in a list of invites as text: <c>milliseconds::tokenHash</c>.</summary>
internal static class InviteCursor
{
    private const string Separator = "::";

    public static string Format(InvitePosition position) => string.Create(
        CultureInfo.InvariantCulture, $"{position.CreatedAt.ToUnixTimeMilliseconds()}{Separator}{position.Token.ToHex()}");

    /// <summary>True with null for an absent or empty cursor;
    /// false for anything that <see cref="Format"/> does not write.</summary>
    public static bool TryParse(string? text, out InvitePosition? position)
    {
        position = null;
        if (string.IsNullOrEmpty(text)) return true;
        var split = text.IndexOf(Separator, StringComparison.Ordinal);
        if (split is < 1 or > 15
            || text.AsSpan(0, split).ContainsAnyExceptInRange('0', '9')
            || !long.TryParse(text.AsSpan(0, split), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || !TokenHash.TryParseHex(text[(split + Separator.Length)..], out var token))
        {
            return false;
        }

        position = new(DateTimeOffset.FromUnixTimeMilliseconds(at), token);
        return true;
    }
}
