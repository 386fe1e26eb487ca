using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AtInvites.Benchmarks.Http;

/// <summary>One keep-alive connection: sends a request, reads its answer, and keeps nothing of it but the status.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    public ValueTask ConnectAsync(int port) => _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), default);

    /// <summary>The status of the answer.</summary>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request, default(CancellationToken));
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length), default(CancellationToken));
            if (read == 0) throw new IOException("The host hung up.");
            length += read;
            if (IsWhole(_buffer.AsSpan(0, length), out var status)) return status;
        }
    }

    /// <summary>What the last answer was, for a message.</summary>
    public string Text() => Encoding.UTF8.GetString(_buffer).TrimEnd('\0');

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> text, out int status)
    {
        status = 0;
        var head = text.IndexOf("\r\n\r\n"u8);
        if (head < 0 || !Utf8Parser.TryParse(text[9..12], out status, out _)) return false;
        var header = "Content-Length: "u8;
        var at = text[..head].IndexOf(header);
        if (at < 0) return text.EndsWith("0\r\n\r\n"u8);
        return Utf8Parser.TryParse(text[(at + header.Length)..head], out int body, out _) && text.Length >= head + 4 + body;
    }
}
