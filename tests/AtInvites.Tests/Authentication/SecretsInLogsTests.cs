using System.Collections.Concurrent;
using AtInvites.Authentication;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Authentication;

public sealed class SecretsInLogsTests
{
    [Fact]
    public async Task No_token_id_or_key_reaches_a_log()
    {
        var lines = new ConcurrentQueue<string>();
        using var provider = new LineLogger(lines);
        await using var world = await AuthWorld.StartAsync();
        await using var host = await ServiceHost.StartAsync(
            world.Directory, world.Clock, new([ServiceAuthDefaults.Scheme]),
            builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(provider));
        const string canary = "canary-jti-7f3a";
        foreach (var key in new[] { world.Key, new AccountKey(SigningCurve.K256), world.Key })
        {
            var token = world.Draft(key).With("jti", $"\"{canary}\"").Sign();
            await host.CallAsync("/xrpc/" + TokenDraft.Method, "Bearer " + token);
            Assert.DoesNotContain(lines, line => token.Split('.').Any(part => line.Contains(part, StringComparison.Ordinal)));
        }
        Assert.DoesNotContain(lines, line => line.Contains(canary, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(world.Key.Multikey, StringComparison.Ordinal));
        foreach (var id in new[] { 2000, 2001, 2010 })
            Assert.Contains(lines, line => line.StartsWith($"{id} ", StringComparison.Ordinal));
    }

    private sealed class LineLogger(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
