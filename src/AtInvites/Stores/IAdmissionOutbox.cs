namespace AtInvites.Stores;

/// <summary>Admissions that the host was not told of yet. A row is there from the instant its admission is answered until it is
/// acknowledged, across crashes where the store is durable.</summary>
public interface IAdmissionOutbox
{
    /// <summary>Up to <paramref name="limit"/> admissions that wait, oldest first as far as clocks tell; with
    /// <paramref name="after"/> only those that come after it, whether it still waits or not.</summary>
    ValueTask<IReadOnlyList<Admission>> PendingAsync(int limit, Admission? after, CancellationToken cancellationToken);

    /// <summary>Marks these as told. Ones that are unknown or told already are ignored.</summary>
    ValueTask AcknowledgeAsync(IReadOnlyList<Admission> admissions, CancellationToken cancellationToken);
}
