using System.Net.WebSockets;

namespace AtInvites.Records.Jetstream;

/// <summary>One WebSocket to a server. When the host stops it says so with a close frame, and waits a moment for the
/// answer.</summary>
internal sealed class JetstreamConnection : IAsyncDisposable
{
    // Both run by the network's time, which no clock of the host's moves.
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    /// <summary>What goes over the size is read into this much, and thrown away.</summary>
    private const int RestBytes = 4 * 1024;

    // Where a redirect leads the subscription may be another: without its cursor events would be lost.
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    });

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly int _maxBytes;
    private CancellationTokenRegistration _stop;
    private Task? _goodbye;
    private byte[] _buffer;
    private byte[]? _rest;

    private JetstreamConnection(JetstreamOptions options)
    {
        _maxBytes = options.MaxMessageBytes;
        _buffer = new byte[Math.Min(_maxBytes, 16 * 1024)];
        _socket.Options.KeepAliveInterval = options.KeepAlive;
        _socket.Options.KeepAliveTimeout = options.KeepAlive;
    }

    /// <summary>Connects, or fails with a <see cref="WebSocketException"/> or <see cref="TimeoutException"/>.</summary>
    public static async Task<JetstreamConnection> OpenAsync(Uri address, JetstreamOptions options, CancellationToken stopping)
    {
        var connection = new JetstreamConnection(options);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            limit.CancelAfter(OpenTimeout);
            await connection._socket.ConnectAsync(address, Http, limit.Token).ConfigureAwait(false);
            connection._stop = stopping.UnsafeRegister(static state => ((JetstreamConnection)state!).HangUp(), connection);
            return connection;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new TimeoutException($"The server did not answer within {OpenTimeout}.");
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The next message. Of one over the size that is read no more than its beginning of that size is held.</summary>
    public async ValueTask<JetstreamFrame> ReceiveAsync()
    {
        var total = 0L;
        while (true)
        {
            if (total == _buffer.Length) Grow();
            var free = total < _buffer.Length ? _buffer.AsMemory((int)total) : _rest ??= new byte[RestBytes];
            var part = await _socket.ReceiveAsync(free, _abort.Token).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close) return new(JetstreamFrameKind.Closed);
            total += part.Count;
            if (!part.EndOfMessage) continue;
            var isText = part.MessageType == WebSocketMessageType.Text;
            if (total > _maxBytes) return new(JetstreamFrameKind.TooLarge, isText ? _buffer : default);
            return isText ? new(JetstreamFrameKind.Text, _buffer.AsMemory(0, (int)total)) : new(JetstreamFrameKind.Binary);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.DisposeAsync().ConfigureAwait(false);
        HangUp();
        await _goodbye!.ConfigureAwait(false);
        try
        {
            while (_socket.State == WebSocketState.CloseSent)
                await _socket.ReceiveAsync(_buffer, _abort.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // The server does not say goodbye.
        }

        _socket.Dispose();
        _abort.Dispose();
    }

    private void Grow()
    {
        if (_buffer.Length < _maxBytes) Array.Resize(ref _buffer, (int)Math.Min(_maxBytes, _buffer.Length * 2L));
    }

    private void HangUp()
    {
        if (_goodbye is not null) return;
        _abort.CancelAfter(CloseTimeout);
        _goodbye = SayGoodbyeAsync();
    }

    private async Task SayGoodbyeAsync()
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _abort.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The connection is gone already.
        }
    }
}
