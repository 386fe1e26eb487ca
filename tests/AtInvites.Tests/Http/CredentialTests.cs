using System.Net;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

public sealed class CredentialTests
{
    [Theory, MemberData(nameof(XrpcMethods.All), MemberType = typeof(XrpcMethods))]
    public async Task A_call_without_or_with_bad_credentials_is_401_whatever_else_is_wrong_with_it(string method, bool isQuery)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        foreach (var caller in new[] { null, "refuse", "", "alice", "did:plc:", "did:web:x y", "https://alice.example" })
        {
            var answer = isQuery ? await host.GetAsync(method, caller) : await host.PostAsync(method, caller, "{broken");

            answer.ShouldBe(HttpStatusCode.Unauthorized, caller is null ? "AuthMissing" : "AuthenticationRequired");
            Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        }
    }

    [Fact]
    public async Task A_bad_token_is_named_by_the_reference_servers_error()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory,
            new() { Builder = invites => invites.AddServiceAuth() });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/xrpc/rsvp.atmo.space.listSpaces");
        request.Headers.Add("Authorization", "Bearer x");

        (await host.SendAsync(request, null)).ShouldBe(HttpStatusCode.Unauthorized, "BadJwt");
    }

    [Fact]
    public async Task A_stranger_who_waits_to_be_asked_for_the_body_is_never_asked()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        using var connection = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        await connection.PostAsync("invite.redeem", "Expect: 100-continue\r\nContent-Length: 20\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 401 ", await connection.ReceiveAsync());
    }

    [Fact]
    public async Task A_known_caller_who_waits_is_asked_for_the_body()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        using var connection = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        await connection.PostAsync(
            "invite.redeem",
            $"Expect: 100-continue\r\nContent-Length: 2\r\n{CallerByHeader.Header}: {HttpHost.Bob}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 100 ", await connection.ReceiveAsync());
    }

    [Theory]
    [InlineData("Content-Length: 131072", "{"), InlineData("Transfer-Encoding: chunked", "1\r\n{\r\n")]
    [InlineData("Content-Length: 9999999", "")]
    public async Task A_stranger_whose_body_never_ends_is_answered_401_all_the_same(string framing, string start)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        using var connection = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        await connection.PostAsync("invite.redeem", $"{framing}\r\n\r\n{start}");

        var answer = await connection.ReceiveAsync();

        Assert.StartsWith("HTTP/1.1 401 ", answer);
        Assert.EndsWith("""{"error":"AuthMissing","message":"Authentication Required"}""", answer);
    }
}
