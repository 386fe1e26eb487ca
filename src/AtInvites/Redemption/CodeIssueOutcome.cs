using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Redemption;

/// <summary>What asking for account codes answered: the codes, or why there are none, of which nothing is stored then.</summary>
public sealed record CodeIssueOutcome
{
    private CodeIssueOutcome()
    {
    }

    /// <summary>Whether the codes were made.</summary>
    [MemberNotNullWhen(true, nameof(Codes))]
    [MemberNotNullWhen(false, nameof(Message))]
    public bool IsIssued => Codes is not null;

    /// <summary>One entry for each owner of the request, in its order.</summary>
    public IReadOnlyList<IssuedCodes>? Codes { get; private init; }

    /// <summary>What is wrong with the request.</summary>
    public string? Message { get; private init; }

    internal static CodeIssueOutcome Issued(IReadOnlyList<IssuedCodes> codes) => new() { Codes = codes };

    internal static CodeIssueOutcome Refused(string message) => new() { Message = message };
}
