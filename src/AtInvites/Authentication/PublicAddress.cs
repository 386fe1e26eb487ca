using System.Net;
using System.Net.Sockets;

namespace AtInvites.Authentication;

/// <summary>Tells addresses of the public internet from all others: private, shared, loopback, link-local (with the metadata
/// services of clouds), multicast, reserved, and each of them in an IPv6 disguise (IANA special-purpose address
/// registries).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SpecialV4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True where <paramref name="address"/> may be connected to on behalf of a stranger.</summary>
    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        else if (Nat64.Contains(address)) address = new(address.GetAddressBytes().AsSpan(12));
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !InAny(SpecialV4, address),
            AddressFamily.InterNetworkV6 => GlobalV6.Contains(address) && !InAny(SpecialV6, address),
            _ => false,
        };
    }

    private static bool InAny(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address)) return true;
        }
        return false;
    }

    private static IPNetwork[] Networks(params string[] cidrs) => Array.ConvertAll(cidrs, IPNetwork.Parse);
}
