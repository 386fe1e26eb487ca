using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Xrpc;

/// <summary>The <c>limit</c> that we take on top of a lexicon that has none.</summary>
internal static class PageLimit
{
    /// <summary>Reads 1 to <paramref name="most"/>; absent or empty means <paramref name="fallback"/>.
    /// False for anything else.</summary>
    public static bool TryRead(IQueryCollection query, int fallback, int most, out int limit)
    {
        limit = fallback;
        var given = query["limit"];
        if (given.Count == 0 || (given.Count == 1 && string.IsNullOrEmpty(given[0]))) return true;
        return given.Count == 1
            && int.TryParse(given[0], NumberStyles.None, CultureInfo.InvariantCulture, out limit)
            && limit >= 1 && limit <= most;
    }

    public static XrpcError Fault(int most) => XrpcError.InvalidRequest($"limit must be an integer from 1 to {most}");
}
