using System.IO.Compression;
using System.Text;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

public sealed class ContentTypeTests
{
    [Theory]
    [InlineData("application/json"), InlineData("application/json; charset=utf-8"), InlineData("application/json;charset=UTF-8")]
    [InlineData("Application/JSON"), InlineData("application/json; charset=\"utf-8\""), InlineData("application/json; x=y")]
    public async Task JSON_in_UTF_8_is_read(string type) => (await SendAsync("{}"u8.ToArray(), type)).ShouldBeOk();

    [Theory]
    [InlineData(null), InlineData(""), InlineData("text/plain"), InlineData("application/x-www-form-urlencoded")]
    [InlineData("*/*")]
    [InlineData("application/json; charset=utf-16"), InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/cbor")]
    [InlineData("application/jsonx"), InlineData("application/ld+json"), InlineData("application"), InlineData("json")]
    [InlineData("application/json, text/plain"), InlineData("application/*"), InlineData("text/json")]
    [InlineData("multipart/form-data; boundary=x"), InlineData("application/json; charset=")]
    public async Task Any_other_type_or_charset_is_refused(string? type) =>
        (await SendAsync("{}"u8.ToArray(), type)).ShouldBeInvalid("Content-Type");

    [Theory]
    [InlineData("gzip"), InlineData("br"), InlineData("deflate"), InlineData("identity, gzip"), InlineData("x")]
    public async Task A_coded_body_is_refused(string coding)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write("{}"u8);

        (await SendAsync(packed.ToArray(), "application/json", coding)).ShouldBeInvalid("encoding");
    }

    [Fact]
    public async Task Identity_is_no_coding() => (await SendAsync("{}"u8.ToArray(), "application/json", "identity")).ShouldBeOk();

    [Fact]
    public async Task Two_content_types_are_refused()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        using var connection = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        await connection.PostAsync(
            "admin.createSpace",
            $"Content-Type: text/plain\r\n{CallerByHeader.Header}: {HttpHost.Bob}\r\nContent-Length: 2\r\n\r\n{{}}");

        Assert.StartsWith("HTTP/1.1 400 ", await connection.ReceiveAsync());
    }

    private static async Task<HostAnswer> SendAsync(byte[] body, string? type, string? coding = null)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/xrpc/rsvp.atmo.space.admin.createSpace");
        request.Content = new ByteArrayContent(body);
        if (type is not null) Assert.True(request.Content.Headers.TryAddWithoutValidation("Content-Type", type));
        if (coding is not null) Assert.True(request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding));
        var answer = await host.SendAsync(request, HttpHost.Alice);
        var spaces = await host.GetAsync("listSpaces", HttpHost.Alice);
        Assert.Equal(answer.Status == 200, Encoding.UTF8.GetByteCount(spaces.Body) > 13);
        return answer;
    }
}
