namespace AtInvites.Stores.Contracts.Processes;

/// <summary>What a worker said that it was answered.</summary>
public readonly record struct WorkerAnswer(RedeemStatus Status, TokenHash Token, Did Account)
{
    /// <summary>Null for a line that was cut off.</summary>
    public static WorkerAnswer? Read(string line) =>
        line.Split(' ') is [var status, var token, var account, "."] && TokenHash.TryParseHex(token, out var hash)
            ? new(Enum.Parse<RedeemStatus>(status), hash, Did.Parse(account))
            : null;
}
