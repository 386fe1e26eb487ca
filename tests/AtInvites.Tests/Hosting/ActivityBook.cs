using System.Collections.Concurrent;
using System.Diagnostics;

namespace AtInvites.Tests.Hosting;

/// <summary>Keeps the activities of one source, or of all.</summary>
internal sealed class ActivityBook : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _stopped = [];

    public ActivityBook(string? source)
    {
        _listener = new()
        {
            ShouldListenTo = one => source is null || one.Name == source,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<Activity> Stopped => _stopped;

    public IEnumerable<string> Text => _stopped.Select(one =>
        $"{one.DisplayName} {one.StatusDescription} {Pairs(one.TagObjects)} {Pairs(one.Baggage)} "
        + string.Join(' ', one.Events.Select(entry => $"{entry.Name} {Pairs(entry.Tags)}")));

    public void Dispose() => _listener.Dispose();

    private static string Pairs<T>(IEnumerable<KeyValuePair<string, T>> pairs) =>
        string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"));
}
