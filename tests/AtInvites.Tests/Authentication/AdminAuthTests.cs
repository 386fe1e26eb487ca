using System.Text;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Logging;
using static AtInvites.Tests.Authentication.AdminHost;

namespace AtInvites.Tests.Authentication;

public sealed class AdminAuthTests : IAsyncLifetime
{
    private HttpHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await StartAsync(Password, invites => invites.AddServiceAuth());

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory, InlineData(Ping), InlineData(OwnPath)]
    public async Task The_password_lets_the_administration_in_whatever_the_case_of_the_scheme(string path)
    {
        var good = Basic("admin", Password);
        foreach (var header in new[] { good, good.Replace("Basic", "basic"), good.Replace("Basic ", "bASIC   ") })
        {
            var answer = (await _host.CallAsync(path, header)).ShouldBeOk();

            Assert.Equal(path == Ping ? "" : "admin", answer.Body);
            Assert.DoesNotContain("WWW-Authenticate", answer.Headers.Keys);
        }
    }

    [Theory, InlineData(Ping), InlineData(OwnPath)]
    public async Task Anything_else_is_refused_alike(string path)
    {
        string?[] headers =
        [
            null, Basic("admin", "wrong"), Basic("admin", ""), Basic("", Password), Basic("Admin", Password),
            Basic("admin ", Password), Basic("root", Password), Basic("admin", Password + " "), Basic("admin", Password[..^1]),
            Basic("admin", ":" + Password), "Basic " + Base64("admin"), "Basic " + Base64("admin" + Password), "Basic", "Basic ",
            "Basic !!!!", "Basic " + Base64($"admin:{Password}").TrimEnd('='), "Basic  YQ", "Basic " + new string('A', 8_000),
            Basic("admin", Password).Insert(12, " "), Basic("admin", Password) + ", " + Basic("admin", Password),
            "Basic" + Base64($"admin:{Password}"), "Basic " + Convert.ToBase64String([0xFF, 0xFE, (byte)':', 0x80]),
            "Basically " + Base64($"admin:{Password}"), "Bearer " + Base64($"admin:{Password}"), "Bearer x.y.z", Password,
        ];
        foreach (var header in headers) (await _host.CallAsync(path, header)).ShouldBeRefused();
    }

    [Fact]
    public async Task An_account_is_not_the_administration()
    {
        (await _host.CallAsync(Ping, caller: HttpHost.Alice)).ShouldBeRefused();
        (await _host.CallAsync(OwnPath, caller: HttpHost.Alice)).ShouldBeRefused();
    }

    [Fact]
    public async Task The_administration_is_not_an_account()
    {
        var answer = await _host.CallAsync("/xrpc/rsvp.atmo.space.listSpaces", Basic("admin", Password));

        answer.ShouldBe(System.Net.HttpStatusCode.Unauthorized, "AuthMissing");
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    [Theory, InlineData(Ping), InlineData(OwnPath)]
    public async Task Two_Authorization_headers_are_refused(string path)
    {
        var good = $"Authorization: {Basic("admin", Password)}\r\n";
        Assert.StartsWith("HTTP/1.1 200 ", await RawAsync(path, good));
        foreach (var other in new[] { good, "authorization: Bearer x\r\n", "Authorization: \r\n" })
        {
            Assert.StartsWith("HTTP/1.1 401 ", await RawAsync(path, good + other));
            Assert.StartsWith("HTTP/1.1 401 ", await RawAsync(path, other + good));
        }
    }

    [Theory]
    [InlineData("pa:ss:word:"), InlineData("пароль – 密码 🔑"), InlineData(" "), InlineData("é"), InlineData("\u0000\t\"\\")]
    public async Task A_password_may_hold_any_character(string password)
    {
        await using var host = await StartAsync(password);

        (await host.CallAsync(Ping, Basic("admin", password))).ShouldBeOk();
        (await host.CallAsync(Ping, "Basic " + Convert.ToBase64String(Encoding.Latin1.GetBytes($"admin:{password}x"))))
            .ShouldBeRefused();
        (await host.CallAsync(Ping, Basic("admin", password + "x"))).ShouldBeRefused();
        (await host.CallAsync(Ping, Basic("admin", password.Split(':')[0] + "?"))).ShouldBeRefused();
    }

    [Fact]
    public async Task An_empty_password_lets_nobody_in()
    {
        await using var host = await StartAsync("");

        (await host.CallAsync(Ping, Basic("admin", ""))).ShouldBeRefused();
        (await host.CallAsync(OwnPath, Basic("admin", ""))).ShouldBeRefused();
        (await host.CallAsync(Ping)).ShouldBeRefused();
    }

    [Fact]
    public async Task The_password_named_last_counts_also_over_a_policy()
    {
        await using var host = await StartAsync("first", invites => invites.AddAdminPolicy("None").AddAdminPassword("second"));

        (await host.CallAsync(Ping, Basic("admin", "first"))).ShouldBeRefused();
        (await host.CallAsync(Ping, Basic("admin", "second"))).ShouldBeOk();
    }

    [Fact]
    public async Task The_administrations_scheme_is_asked_by_no_other_endpoint()
    {
        await using var host = await StartAsync(Password);
        var answer = await host.CallAsync(OpenPath, Basic("admin", Password));

        Assert.Equal("nobody", answer.ShouldBeOk().Body);
    }

    [Fact]
    public async Task No_password_reaches_a_log_and_a_refusal_writes_no_line_at_the_default_level()
    {
        const string canary = "canary-password-93ab";
        await using var host = await StartWithAsync(invites => invites.AddAdminPassword(canary), LogLevel.Trace);
        string[] headers = [Basic("admin", canary), Basic("nobody", canary), Basic("admin", "tried-" + canary)];
        foreach (var header in headers)
        {
            await host.CallAsync(Ping, header);
            await host.CallAsync(OwnPath, header);
        }

        Assert.NotEmpty(host.Logs.With(2020));
        Assert.DoesNotContain(canary, host.Logs.Text);
        Assert.All(headers, header => Assert.DoesNotContain(header["Basic ".Length..], host.Logs.Text));
        Assert.DoesNotContain(host.Logs.Entries,
            entry => entry.Level >= LogLevel.Information && entry.Category.StartsWith("AtInvites.Authentication"));
    }

    private async Task<string> RawAsync(string path, string headers)
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", _host.Client.BaseAddress!.Port, ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"), ct);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(ct);
    }
}
