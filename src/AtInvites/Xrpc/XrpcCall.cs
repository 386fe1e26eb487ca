using System.Net;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Xrpc;

/// <summary>An authenticated call whose body or parameters fit the lexicon. It does not outlive the request.</summary>
internal readonly struct XrpcCall
{
    /// <summary>Who calls; the default value where the administration does.</summary>
    public required Did Caller { get; init; }

    /// <summary>Where the call comes from; null where the connection has no address.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>A procedure's body.</summary>
    public LexiconObject Input { get; init; }

    /// <summary>A query's parameters.</summary>
    public LexiconParameters Parameters { get; init; }
}
