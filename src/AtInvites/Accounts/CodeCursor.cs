using System.Globalization;
using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Accounts;

/// <summary>A place in a list of account codes as text: <c>milliseconds::hash</c> by time, <c>uses::hash::asOf</c> by usage. It
/// names a code by its hash, because addresses are logged.</summary>
internal static class CodeCursor
{
    private const string Separator = "::";

    public static string Format(CodeSort sort, CodePosition position)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{position.Rank}{Separator}{position.Code.ToHex()}");
        return sort == CodeSort.Recent
            ? place
            : string.Create(CultureInfo.InvariantCulture, $"{place}{Separator}{position.AsOf}");
    }

    /// <summary>True with null for an absent or empty cursor; false for anything that <see cref="Format"/> does not write for
    /// this sort.</summary>
    public static bool TryParse(CodeSort sort, string? text, out CodePosition? position)
    {
        position = null;
        if (string.IsNullOrEmpty(text)) return true;
        var parts = text.Split(Separator);
        if (parts.Length != (sort == CodeSort.Recent ? 2 : 3)
            || !TryParse(parts[0], out var rank)
            || !TokenHash.TryParseHex(parts[1], out var code))
        {
            return false;
        }

        var asOf = 0L;
        if (sort == CodeSort.Usage && !TryParse(parts[2], out asOf)) return false;
        if (sort == CodeSort.Recent && rank > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) return false;
        var parsed = new CodePosition(rank, code, asOf);
        position = parsed;
        return Format(sort, parsed) == text;
    }

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
