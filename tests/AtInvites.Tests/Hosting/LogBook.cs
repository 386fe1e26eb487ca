using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Hosting;

/// <summary>Keeps everything that is logged: text, structured values and exceptions.</summary>
internal sealed class LogBook : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> _entries = [];

    public IReadOnlyCollection<LogEntry> Entries => _entries;

    public string Text => string.Join('\n', _entries.Select(entry => entry.Text));

    public IEnumerable<LogEntry> With(int id) =>
        _entries.Where(entry => entry.Id == id && entry.Category.StartsWith("AtInvites"));

    public ILogger CreateLogger(string categoryName) => new BookLogger(categoryName, _entries);

    public void Dispose()
    {
    }

    private sealed class BookLogger(string category, ConcurrentQueue<LogEntry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            entries.Enqueue(new(category, 0, LogLevel.Trace, Values(state)));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new(category, eventId.Id, logLevel, $"{formatter(state, exception)} {Values(state)} {exception}"));

        private static string Values<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> pairs
            ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"))
            : $"{state}";
    }
}
