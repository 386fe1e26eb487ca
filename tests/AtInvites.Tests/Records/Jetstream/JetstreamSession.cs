using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>One connection to a <see cref="JetstreamServer"/>.</summary>
internal sealed class JetstreamSession(WebSocket socket, HttpContext context)
{
    private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WebSocketCloseStatus?> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string?> Collections { get; } = [.. context.Request.Query["wantedCollections"]];

    public string? Cursor { get; } = context.Request.Query["cursor"].SingleOrDefault();

    public IReadOnlyCollection<string> Parameters { get; } = [.. context.Request.Query.Keys];

    /// <summary>How the client left; null without a close frame.</summary>
    public Task<WebSocketCloseStatus?> Left => _left.Task.WaitAsync(Polling.Limit, Token);

    /// <summary>Whether a close frame is answered.</summary>
    public bool IsPolite { get; set; } = true;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task SendAsync(params string[] messages)
    {
        foreach (var message in messages) await SendAsync(Encoding.UTF8.GetBytes(message));
    }

    public Task SendAsync(byte[] message, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(message, type, endOfMessage: true, Token);

    /// <summary>Sends a message in frames of so many bytes; only the first <paramref name="parts"/> of them if that is
    /// set.</summary>
    public async Task SendInPartsAsync(string message, int size, int parts = int.MaxValue)
    {
        var chunks = Encoding.UTF8.GetBytes(message).Chunk(size).ToList();
        for (var i = 0; i < Math.Min(parts, chunks.Count); i++)
            await socket.SendAsync(chunks[i], WebSocketMessageType.Text, i == chunks.Count - 1, Token);
    }

    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "restarting", Token);

    /// <summary>Cuts the connection without a word.</summary>
    public void Drop() => context.Abort();

    /// <summary>Waits for the client's end.</summary>
    public async Task EndAsync()
    {
        using var registration = context.RequestAborted.Register(() => _dropped.TrySetResult());
        try
        {
            var received = await socket.ReceiveAsync(new byte[1024], Token);
            _left.TrySetResult(received.CloseStatus);
            if (!IsPolite) await _dropped.Task.WaitAsync(Token);
            else if (socket.State == WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            _left.TrySetResult(null);
        }
    }
}
