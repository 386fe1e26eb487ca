using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>A Jetstream server on loopback that sends what a test tells it to.</summary>
internal sealed class JetstreamServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JetstreamSession> _sessions = Channel.CreateUnbounded<JetstreamSession>();

    private JetstreamServer(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Map("/subscribe", ServeAsync);
        _app.Map("/moved", context =>
        {
            context.Response.Redirect("/subscribe");
            return Task.CompletedTask;
        });
    }

    public int Port { get; private set; }

    public Uri Url => new($"ws://127.0.0.1:{Port}/subscribe");

    /// <summary>Whether it answers 503 to whoever comes, which it counts.</summary>
    public bool IsBusy { get; set; }

    public int TurnedAway { get; private set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<JetstreamServer> StartAsync(int port = 0)
    {
        var server = new JetstreamServer(port);
        await server._app.StartAsync(Token);
        server.Port = new Uri(server._app.Urls.First()).Port;
        return server;
    }

    /// <summary>The next connection that a client made.</summary>
    public async Task<JetstreamSession> NextAsync() =>
        await _sessions.Reader.ReadAsync(Token).AsTask().WaitAsync(Polling.Limit, Token);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (IsBusy)
        {
            TurnedAway++;
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var session = new JetstreamSession(socket, context);
        await _sessions.Writer.WriteAsync(session, Token);
        await session.EndAsync();
    }
}
