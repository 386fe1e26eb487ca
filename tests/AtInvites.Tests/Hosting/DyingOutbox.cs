using AtInvites.Stores;

namespace AtInvites.Tests.Hosting;

/// <summary>An outbox that answers nothing until the host stops, and then fails.</summary>
internal sealed class DyingOutbox : IAdmissionOutbox
{
    private readonly TaskCompletionSource _asked = new();

    public Task Asked => _asked.Task;

    public async ValueTask<IReadOnlyList<Admission>> PendingAsync(
        int limit, Admission? after, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        var stopped = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
        throw new IOException("the disk is gone");
    }

    public ValueTask AcknowledgeAsync(IReadOnlyList<Admission> admissions, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;
}
