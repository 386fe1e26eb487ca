using System.Net;
using System.Net.Sockets;

namespace AtInvites.Authentication;

/// <summary>Opens connections to public addresses only. It connects to the very address it checked, so that a name which
/// resolves differently a moment later gains nothing.</summary>
internal sealed class PublicAddressConnector(bool allowLocalhost)
{
    /// <summary>The connect callback of the HTTP handler. Throws <see cref="ForbiddenAddressException"/> where the host has no
    /// address that may be connected to.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var local = allowLocalhost && (host == "localhost" || (literal is not null && IPAddress.IsLoopback(literal)));
        var allowed = Array.FindAll(addresses, local ? IPAddress.IsLoopback : PublicAddress.Contains);
        if (allowed.Length == 0) throw new ForbiddenAddressException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
