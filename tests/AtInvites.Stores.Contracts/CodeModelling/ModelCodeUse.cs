namespace AtInvites.Stores.Contracts.CodeModelling;

/// <summary>A ledger row of the model; its place in the ledger is its number.</summary>
internal sealed record ModelCodeUse(TokenHash Code, Did Account, DateTimeOffset At);
