namespace AtInvites.Stores.Contracts.Processes;

/// <summary>What a worker said of a sign-up: how it ended, or that it was <c>Parked</c>; or of an account that there
/// is.</summary>
public readonly record struct SignUpAnswer(string Status, TokenHash Code, Did Account)
{
    /// <summary>Null for a line that was cut off.</summary>
    public static SignUpAnswer? Read(string line) =>
        line.Split(' ') is [var status, var code, var account, "."] && TokenHash.TryParseHex(code, out var hash)
            ? new(status, hash, Did.Parse(account))
            : null;
}
