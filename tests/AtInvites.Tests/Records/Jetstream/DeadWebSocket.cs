using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>A server that opens a WebSocket (RFC 6455, section 4.2.2) and is never heard of again.</summary>
internal static class DeadWebSocket
{
    private const string KeyHeader = "Sec-WebSocket-Key: ";

    public static async Task<TcpClient> AcceptAsync(TcpListener listener)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Polling.Limit);
        var client = await listener.AcceptTcpClientAsync(limit.Token);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, false, 1024, leaveOpen: true);
        var key = "";
        while (await reader.ReadLineAsync(limit.Token) is { Length: > 0 } line)
            if (line.StartsWith(KeyHeader, StringComparison.Ordinal)) key = line[KeyHeader.Length..];
        var accept = Convert.ToBase64String(Accept(key));
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + $"Sec-WebSocket-Accept: {accept}\r\n\r\n"), limit.Token);
        return client;
    }

#pragma warning disable CA5350 // The specification asks for SHA-1, as a mark and not as a secret.
    private static byte[] Accept(string key) =>
        SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
#pragma warning restore CA5350
}
