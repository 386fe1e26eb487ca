using System.Buffers;
using System.Globalization;
using AtInvites.Syntax;

namespace AtInvites.Authentication;

/// <summary>Where the document of a DID is published (atproto.com/specs/did: did:plc, and did:web without paths).</summary>
internal static class DidDocumentAddress
{
    private const string Plc = "did:plc:";
    private const string Web = "did:web:";
    private const string Localhost = "localhost";
    private const int PlcIdLength = 24;
    private const int MaxHostLength = 253;

    private static readonly SearchValues<char> HostLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>The address, or null where the DID is of no kind that <paramref name="options"/> lets resolve.</summary>
    public static Uri? Of(Did did, IdentityOptions options)
    {
        var text = did.Value;
        if (text.StartsWith(Plc, StringComparison.Ordinal))
            return IsPlcId(text.AsSpan(Plc.Length)) ? new($"{options.PlcDirectory.AbsoluteUri.TrimEnd('/')}/{text}") : null;
        return text.StartsWith(Web, StringComparison.Ordinal) ? OfHost(text[Web.Length..], options.AllowLocalhost) : null;
    }

    private static bool IsPlcId(ReadOnlySpan<char> id) =>
        id.Length == PlcIdLength && !id.ContainsAnyExcept(AsciiSet.Base32);

    private static Uri? OfHost(string host, bool allowLocalhost)
    {
        if (host.StartsWith(Localhost, StringComparison.Ordinal) && !host.Contains('.', StringComparison.Ordinal))
            return allowLocalhost ? OfLocalhost(host.AsSpan(Localhost.Length)) : null;
        // What the URI parser would rewrite (case, an address in disguise) is not the name that the DID spells.
        return host.Length <= MaxHostLength
            && host.Contains('.', StringComparison.Ordinal)
            && !host.AsSpan().ContainsAnyExcept(HostLetters)
            && Uri.TryCreate($"https://{host}/.well-known/did.json", UriKind.Absolute, out var address)
            && address.HostNameType == UriHostNameType.Dns
            && address.Host == host ? address : null;
    }

    private static Uri? OfLocalhost(ReadOnlySpan<char> port)
    {
        if (port.IsEmpty) return new("http://localhost/.well-known/did.json");
        if (!port.StartsWith("%3A", StringComparison.OrdinalIgnoreCase)) return null;
        return ushort.TryParse(port[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new($"http://localhost:{number}/.well-known/did.json")
            : null;
    }
}
