using System.Globalization;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>A place in a list of invite records as text: <c>microseconds::uri</c>.</summary>
internal static class HandshakeCursor
{
    private const string Separator = "::";

    private static readonly long Earliest = Microseconds.OfUnix(DateTimeOffset.MinValue);
    private static readonly long Latest = Microseconds.OfUnix(DateTimeOffset.MaxValue);

    public static string Format(HandshakePosition position) => string.Create(
        CultureInfo.InvariantCulture, $"{Microseconds.OfUnix(position.ListedAt)}{Separator}{position.Uri.Value}");

    /// <summary>True with null for an absent or empty cursor; false for anything that <see cref="Format"/> does not write for a
    /// record of <paramref name="collection"/>.</summary>
    public static bool TryParse(string? text, Nsid collection, out HandshakePosition? position)
    {
        position = null;
        if (string.IsNullOrEmpty(text)) return true;
        var split = text.IndexOf(Separator, StringComparison.Ordinal);
        if (split < 1
            || !long.TryParse(text.AsSpan(0, split), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            || at < Earliest || at > Latest
            || !AtUri.TryParse(text[(split + Separator.Length)..], out var uri)
            || uri.Authority.Did is not { } repo || uri.Collection != collection || uri.RecordKey is not { } key)
        {
            return false;
        }

        var parsed = new HandshakePosition(Microseconds.FromUnix(at), AtUri.Create(repo, collection, key));
        position = parsed;
        return Format(parsed) == text;
    }
}
