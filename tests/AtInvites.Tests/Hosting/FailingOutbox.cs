using AtInvites.Stores;

namespace AtInvites.Tests.Hosting;

/// <summary>An outbox whose first readings fail.</summary>
internal sealed class FailingOutbox(IAdmissionOutbox real, int failures) : IAdmissionOutbox
{
    private int _failures = failures;

    public ValueTask<IReadOnlyList<Admission>> PendingAsync(
        int limit, Admission? after, CancellationToken cancellationToken) =>
        Interlocked.Decrement(ref _failures) >= 0
            ? throw new IOException("the disk is gone")
            : real.PendingAsync(limit, after, cancellationToken);

    public ValueTask AcknowledgeAsync(IReadOnlyList<Admission> admissions, CancellationToken cancellationToken) =>
        real.AcknowledgeAsync(admissions, cancellationToken);
}
