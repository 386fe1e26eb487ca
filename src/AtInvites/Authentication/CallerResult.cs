using System.Diagnostics.CodeAnalysis;
using AtInvites.Syntax;

namespace AtInvites.Authentication;

/// <summary>Who calls, or why nobody is let in: an XRPC error name and a message, always for status 401.</summary>
internal sealed record CallerResult(Did? Caller, ServiceAuthFault? Fault)
{
    /// <summary>True where there is a caller and no fault.</summary>
    [MemberNotNullWhen(true, nameof(Caller))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool Succeeded => Caller is not null;

    public static CallerResult Known(Did caller) => new(caller, null);

    public static CallerResult Refused(string error, string message) => new(null, new(error, message));
}
