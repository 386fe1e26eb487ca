namespace AtInvites.Stores;

/// <summary>What a budget holds after a charge.</summary>
/// <param name="Charges">Charges in this window, the one just made included.</param>
/// <param name="EndsAt">End of the window: a charge then or later begins another.</param>
public readonly record struct BudgetCount(long Charges, DateTimeOffset EndsAt);
