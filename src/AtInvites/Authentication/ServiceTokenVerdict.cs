using System.Diagnostics.CodeAnalysis;
using AtInvites.Syntax;

namespace AtInvites.Authentication;

/// <summary>What the verifier says of a token: whose it is and what it claims, or why it is refused.</summary>
internal sealed record ServiceTokenVerdict(Did Caller, ServiceTokenClaims? Claims, ServiceAuthFault? Fault)
{
    [MemberNotNullWhen(true, nameof(Claims))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool Accepted => Fault is null;

    public static ServiceTokenVerdict Refuse(string error, string message) => Refuse(new(error, message));

    public static ServiceTokenVerdict Refuse(ServiceAuthFault fault) => new(default, null, fault);
}
