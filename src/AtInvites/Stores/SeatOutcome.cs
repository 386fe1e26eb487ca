namespace AtInvites.Stores;

/// <summary>What a reservation answered.</summary>
/// <param name="Status">Anything but <see cref="CodeStatus.Granted"/> is a refusal.</param>
/// <param name="LeaseEndsAt">First instant at which the seat is no longer held; meaningless for a refusal.</param>
public readonly record struct SeatOutcome(CodeStatus Status, DateTimeOffset LeaseEndsAt = default);
