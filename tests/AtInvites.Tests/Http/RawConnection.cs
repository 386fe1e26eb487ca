using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AtInvites.Tests.Http;

/// <summary>HTTP by hand, for what no client would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(address.Host, address.Port, Token);
        return connection;
    }

    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), Token);

    /// <summary>Posts JSON to a method of the family; <paramref name="rest"/> is more headers, the empty line and the
    /// body.</summary>
    public Task PostAsync(string method, string rest) => SendAsync(
        $"POST /xrpc/rsvp.atmo.space.{method} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{rest}");

    /// <summary>The next answer, whose body is as long as its Content-Length says.</summary>
    public async Task<string> ReceiveAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(text.ToString()))
        {
            var read = await _client.GetStream().ReadAsync(buffer, Token);
            if (read == 0) break;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    public void Dispose() => _client.Dispose();

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        const string name = "Content-Length: ";
        var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || at > end) return true;
        var line = text[(at + name.Length)..text.IndexOf('\r', at)];
        return text.Length >= end + 4 + int.Parse(line, CultureInfo.InvariantCulture);
    }
}
