namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryAdmissionOutbox(InMemoryDatabase database) : IAdmissionOutbox
{
    public ValueTask<IReadOnlyList<Admission>> PendingAsync(
        int limit, Admission? after, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate) return new(database.Pending(limit, after));
    }

    public ValueTask AcknowledgeAsync(IReadOnlyList<Admission> admissions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            foreach (var admission in admissions) database.Acknowledge(admission.Token, admission.Account);
        }

        return ValueTask.CompletedTask;
    }
}
