using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Hosting;

/// <summary>One line of a <see cref="LogBook"/>.</summary>
internal sealed record LogEntry(string Category, int Id, LogLevel Level, string Text);
