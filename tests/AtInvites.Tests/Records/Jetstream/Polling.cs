namespace AtInvites.Tests.Records.Jetstream;

/// <summary>Waits for what another thread does, and fails where it does not.</summary>
internal static class Polling
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task Until(Func<bool> isSo) => Until(() => ValueTask.FromResult(isSo()));

    public static async Task Until(Func<ValueTask<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!await isSo()) await timer.WaitForNextTickAsync(limit.Token);
    }
}
