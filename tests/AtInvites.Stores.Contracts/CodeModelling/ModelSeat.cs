namespace AtInvites.Stores.Contracts.CodeModelling;

/// <summary>A seat of the model.</summary>
/// <param name="LeaseEndsAt">First instant at which it is not held.</param>
/// <param name="IsDoubtful">A verb met it after its end but gave nothing away: a store may have forgotten it then, or may find it
/// again under an older clock.</param>
internal sealed record ModelSeat(DateTimeOffset LeaseEndsAt, bool IsDoubtful = false);
