namespace AtInvites.Stores.Contracts;

/// <summary>An account code in one line, every field of it: two rows are the same when their lines are, and a line reads
/// well where they are not.</summary>
internal static class CodeText
{
    public static string Of(AccountCode? code) => code is null
        ? "none"
        : $"{code.Hash.ToHex()[..8]} {code.Hash} {code.KeyId} {Convert.ToHexStringLower(code.Sealed.Span)} of {code.Owner} "
            + $"by {code.CreatedBy} at {Of(code.CreatedAt)} {(code.IsDisabled ? "disabled" : "enabled")} {code.Available}: "
            + string.Join(", ", code.Uses.Select(use => $"{use.UsedBy} at {Of(use.UsedAt)}"));

    // Ticks and offset show, so that a store which keeps more than milliseconds is found out.
    private static string Of(DateTimeOffset time) => $"{time:O}";
}
