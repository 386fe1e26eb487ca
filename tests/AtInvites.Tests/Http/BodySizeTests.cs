using System.Net;
using System.Text;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Http;

public sealed class BodySizeTests
{
    private const int Limit = 128 * 1024;

    [Theory, OnBothStores]
    public async Task A_body_of_exactly_128_KiB_is_read_and_one_byte_more_is_413(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        foreach (var chunked in new[] { false, true })
        {
            (await MintAsync(host, space, Limit, chunked)).ShouldBeOk();
            var state = await host.StateAsync();
            foreach (var size in new[] { Limit + 1, Limit * 2, 2_000_000 })
            {
                var answer = await MintAsync(host, space, size, chunked);
                answer.ShouldBe(HttpStatusCode.RequestEntityTooLarge, "PayloadTooLarge");
                Assert.Contains("131072", answer.Message);
            }

            Assert.Equal(state, await host.StateAsync());
        }
    }

    [Fact]
    public async Task The_bound_is_the_hosts_to_set()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory,
            new() { Options = options => options.Xrpc.MaxBodyBytes = 1024 });
        var space = await host.CreateSpaceAsync();

        (await MintAsync(host, space, 1024, chunked: true)).ShouldBeOk();
        (await MintAsync(host, space, 1025, chunked: true)).ShouldBe(HttpStatusCode.RequestEntityTooLarge, "PayloadTooLarge");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_smaller_bound_of_the_server_is_413_too(bool chunked)
    {
        await using var host = await HttpHost.StartAsync(
            StoreKind.Memory,
            new()
            {
                Builder = invites => invites.Services.Configure<KestrelServerOptions>(
                    kestrel => kestrel.Limits.MaxRequestBodySize = 500),
            });
        var space = await host.CreateSpaceAsync();

        (await MintAsync(host, space, 501, chunked)).ShouldBe(HttpStatusCode.RequestEntityTooLarge, "PayloadTooLarge");
    }

    [Fact]
    public async Task A_chunked_body_without_end_is_413_once_it_is_over_the_bound()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        using var connection = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        await connection.PostAsync(
            "invite.redeem", $"{CallerByHeader.Header}: {HttpHost.Bob}\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var i = 0; i < 33; i++) await connection.SendAsync($"1000\r\n{new string(' ', 4096)}\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", await connection.ReceiveAsync());
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n")]
    public async Task A_broken_chunk_is_a_bad_request(string rest)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        using var connection = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        await connection.PostAsync("invite.redeem", $"{CallerByHeader.Header}: {HttpHost.Bob}\r\n{rest}");

        var answer = await connection.ReceiveAsync();
        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.Contains("\"InvalidRequest\"", answer);
    }

    private static async Task<HostAnswer> MintAsync(HttpHost host, string space, int size, bool chunked)
    {
        var text = $$"""{"spaceUri":"{{space}}","pad":""" + "\"";
        text += new string('p', size - text.Length - 2) + "\"}";
        Assert.Equal(size, text.Length);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/xrpc/rsvp.atmo.space.invite.create");
        request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = chunked;
        return await host.SendAsync(request, HttpHost.Alice);
    }
}
