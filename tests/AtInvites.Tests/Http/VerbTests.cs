using System.Net;
using System.Text;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Tests.Http;

public sealed class VerbTests
{
    [Theory, MemberData(nameof(XrpcMethods.All), MemberType = typeof(XrpcMethods))]
    public async Task A_wrong_verb_is_a_bad_request_that_names_the_right_one(string method, bool isQuery)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var right = isQuery ? "GET" : "POST";
        foreach (var verb in new[] { "GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE", "QUERY" })
        {
            if (verb == right) continue;
            using var request = new HttpRequestMessage(new(verb), $"/xrpc/rsvp.atmo.space.{method}");
            var answer = await host.SendAsync(request, caller: null);

            Assert.Equal((400, right), (answer.Status, answer.Headers["Allow"]));
            if (verb == "HEAD") Assert.Empty(answer.Body);
            else answer.ShouldBe(HttpStatusCode.BadRequest, "InvalidRequest");
            if (verb != "HEAD") Assert.Equal($"Incorrect HTTP method ({verb}) expected {right}", answer.Message);
        }
    }

    [Theory]
    [InlineData("invite.list"), InlineData("getSpace"), InlineData("listSpaces"), InlineData("listMembers")]
    public async Task A_body_on_a_query_is_refused(string method)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        foreach (var chunked in new[] { true, false })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/xrpc/rsvp.atmo.space.{method}");
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            request.Headers.TransferEncodingChunked = chunked;

            (await host.SendAsync(request, HttpHost.Alice)).ShouldBeInvalid("body");
        }
    }

    [Theory]
    [InlineData("rsvp.atmo.space.putRecord"), InlineData("rsvp.atmo.space.invite.burn"), InlineData("rsvp.atmo.space.x")]
    [InlineData("rsvp.atmo.space.invite"), InlineData("rsvp.atmo.space.invite.create.more")]
    [InlineData("rsvp.atmo.space.%F0%9F%8E%89"), InlineData("rsvp.atmo.space.listspaces")]
    [InlineData("rsvp.atmo.space.LISTSPACES")]
    [InlineData("Rsvp.atmo.space.listSpaces"), InlineData("rsvp.atmo.space.listSpaces/")]
    public async Task A_method_of_the_namespace_that_nobody_maps_is_501(string method)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        foreach (var verb in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var request = new HttpRequestMessage(verb, $"/xrpc/{method}");
            var answer = await host.SendAsync(request, caller: null);

            Assert.Equal(501, answer.Status);
            Assert.Equal("""{"error":"MethodNotImplemented","message":"Method Not Implemented"}""", answer.Body);
        }
    }

    [Theory]
    [InlineData("com.example.other"), InlineData("rsvp.atmo.spaces.x"), InlineData("rsvp.atmo.space")]
    public async Task A_method_of_another_namespace_is_the_hosts_affair(string method)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/xrpc/{method}");

        Assert.Equal((int)HttpStatusCode.NotFound, (await host.SendAsync(request, caller: null)).Status);
    }

    [Theory, InlineData("/xrpc/rsvp.atmo.space.list%53paces")]
    public async Task A_name_spelled_with_escapes_is_the_same_name(string path)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        using var connection = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: x\r\n{CallerByHeader.Header}: {HttpHost.Bob}\r\n\r\n");

        Assert.EndsWith("""{"spaces":[]}""", await connection.ReceiveAsync());
    }

    [Fact]
    public async Task A_hosts_own_method_in_the_namespace_wins()
    {
        await using var host = await HttpHost.StartAsync(
            StoreKind.Memory, new() { Map = app => app.MapGet("/xrpc/rsvp.atmo.space.putRecord", () => Results.Text("mine")) });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/xrpc/rsvp.atmo.space.putRecord");

        Assert.Equal("mine", (await host.SendAsync(request, caller: null)).Body);
    }
}
