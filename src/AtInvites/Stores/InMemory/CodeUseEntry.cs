using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>A use in the log of all uses.</summary>
internal readonly record struct CodeUseEntry(CodeSlot Code, Did UsedBy, DateTimeOffset UsedAt);
