namespace AtInvites.Stores.Contracts.Modelling;

/// <summary>A ledger row of the model.</summary>
internal sealed record ModelUse(Admission Admission, bool IsRemoved = false, bool IsTold = false);
