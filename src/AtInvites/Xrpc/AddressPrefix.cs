using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace AtInvites.Xrpc;

/// <summary>What of a client's address stands for one client: all of an IPv4 address, also of one mapped into IPv6, and the first 64
/// bits of an IPv6 address, which is the least that a subscriber gets.</summary>
internal readonly record struct AddressPrefix(byte Length, ulong Bits)
{
    /// <summary>The prefix; all clients without an address, such as those of a Unix socket, share one.</summary>
    public static AddressPrefix Of(IPAddress? address)
    {
        if (address is null) return default;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? new(32, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new(64, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
