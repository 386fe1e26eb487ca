using AtInvites.Syntax;

namespace AtInvites.Interop.Tests.Records;

/// <summary>An account of the reference's PDS, with a token of its session and one that expired.</summary>
internal sealed record PdsAccount(Did Did, string Token, string ExpiredToken);
