using System.Net;
using AtInvites.Authentication;

namespace AtInvites.Tests.Authentication;

/// <summary>Which addresses a stranger's DID may make us connect to.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("0.0.0.0", "0.255.255.255")]
    [InlineData("10.0.0.0", "10.255.255.255")]
    [InlineData("100.64.0.0", "100.127.255.255")]
    [InlineData("127.0.0.0", "127.255.255.255")]
    [InlineData("169.254.0.0", "169.254.169.254", "169.254.255.255")]
    [InlineData("172.16.0.0", "172.31.255.255")]
    [InlineData("192.0.0.0", "192.0.0.192", "192.0.2.1")]
    [InlineData("192.168.0.0", "192.168.255.255")]
    [InlineData("198.18.0.0", "198.19.255.255", "198.51.100.7", "203.0.113.7")]
    [InlineData("224.0.0.0", "239.255.255.255")]
    [InlineData("240.0.0.0", "255.255.255.255")]
    public void An_IPv4_address_inside_a_special_range_is_refused_in_every_disguise(params string[] addresses)
    {
        foreach (var address in addresses.Select(IPAddress.Parse))
        {
            Assert.False(PublicAddress.Contains(address), $"{address}");
            foreach (var disguise in Disguises(address)) Assert.False(PublicAddress.Contains(disguise), $"{disguise}");
        }
    }

    [Theory]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("febf::1")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("64:ff9b:1::808:808")]
    public void A_special_IPv6_address_is_refused(string address) =>
        Assert.False(PublicAddress.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("128.0.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00::1")]
    public void A_public_address_is_allowed(string address) => Assert.True(PublicAddress.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("[::1]", false)]
    [InlineData("[::ffff:127.0.0.1]", false)]
    [InlineData("0.0.0.0", true)]
    [InlineData("[::]", true)]
    [InlineData("10.0.0.1", true)]
    [InlineData("169.254.169.254", true)]
    public async Task The_connection_itself_is_refused(string host, bool allowLocalhost)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var server = await DirectoryServer.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = new PublicAddressConnector(allowLocalhost).ConnectAsync,
            UseProxy = false,
        });
        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri($"http://{host}:{server.Address.Port}/x"), ct));
        Assert.IsType<ForbiddenAddressException>(refused.InnerException);
        Assert.Equal(0, server.Hits("/x"));
    }

    private static IEnumerable<IPAddress> Disguises(IPAddress address)
    {
        var v4 = address.GetAddressBytes();
        yield return address.MapToIPv6();
        yield return new([.. new byte[12], .. v4]);
        yield return new([0, 0x64, 0xFF, 0x9B, .. new byte[8], .. v4]);
        yield return new([0, 0x64, 0xFF, 0x9B, 0, 1, .. new byte[6], .. v4]);
        yield return new([0x20, 0x02, .. v4, .. new byte[10]]);
        yield return new([0x20, 0x01, 0, 0, .. new byte[8], .. v4.Select(b => (byte)~b)]);
    }
}
