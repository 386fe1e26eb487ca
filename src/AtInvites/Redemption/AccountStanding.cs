namespace AtInvites.Redemption;

/// <summary>What the host says of one of its accounts.</summary>
/// <param name="CreatedAt">When it was made; its time counts towards earned codes from here.</param>
/// <param name="IsTakenDown">Whether it was taken down: its codes stop until it comes back.</param>
public readonly record struct AccountStanding(DateTimeOffset CreatedAt, bool IsTakenDown);
