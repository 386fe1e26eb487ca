using System.Net;
using System.Text.Json;
using AtInvites.Authentication;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Authentication;

public sealed class ServiceAuthHandlerTests : IAsyncLifetime
{
    private const string Path = "/xrpc/" + TokenDraft.Method;

    private AuthWorld _world = null!;
    private ServiceHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await AuthWorld.StartAsync();
        _host = await ServiceHost.StartAsync(_world.Directory, _world.Clock, new([ServiceAuthDefaults.Scheme]));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_bearer_token_names_the_caller_whatever_the_case_of_the_scheme()
    {
        Assert.Equal(AuthWorld.Account, await _host.CallAsync(Path, "Bearer " + _world.Draft().Sign()));
        Assert.Equal(AuthWorld.Account, await _host.CallAsync(Path, "bEARER " + _world.Draft().Sign()));
    }

    [Fact]
    public async Task A_token_for_one_method_does_not_open_another()
    {
        var token = "Bearer " + _world.Draft().Sign();
        const string refused = "BadJwtLexiconMethod: bad jwt lexicon method (\"lxm\"). must match: ";
        Assert.Equal(refused + "rsvp.atmo.space.invite.list", await _host.CallAsync("/xrpc/rsvp.atmo.space.invite.list", token));
        Assert.Equal(refused, await _host.CallAsync(Path + "/", token));
        Assert.Equal(refused, await _host.CallAsync("/xrpc/redeem", token));
        Assert.Equal(AuthWorld.Account, await _host.CallAsync(Path, token));
    }

    [Fact]
    public async Task A_request_without_bearer_credentials_is_left_to_others()
    {
        const string missing = "AuthMissing: Authentication Required";
        Assert.Equal(missing, await _host.CallAsync(Path));
        Assert.Equal(missing, await _host.CallAsync(Path, "Basic YTpi"));
        Assert.Equal(missing, await _host.CallAsync(Path, "DPoP " + _world.Draft().Sign()));
        Assert.Equal(missing, await _host.CallAsync(Path, "BearerToken x"));
    }

    [Fact]
    public async Task A_refused_token_writes_no_line_at_the_default_level()
    {
        using var logs = new LogBook();
        await using var host = await ServiceHost.StartAsync(
            _world.Directory, _world.Clock, new([ServiceAuthDefaults.Scheme]), builder => builder.Logging.AddProvider(logs));

        // The start says one thing: who verifies signatures.
        Assert.Single(logs.Entries, IsOurs);
        Assert.StartsWith("BadJwt:", await host.CallAsync(Path, "Bearer x"));
        var draft = _world.Draft() with { Issuer = AuthWorld.Account + "#no-such-key" };
        Assert.StartsWith("BadJwtIss:", await host.CallAsync(Path, "Bearer " + draft.Sign()));
        Assert.Single(logs.Entries, IsOurs);

        static bool IsOurs(LogEntry entry) => entry.Category.StartsWith("AtInvites", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_bearer_credentials_are_refused()
    {
        const string refused = "BadJwt: poorly formatted jwt";
        var token = _world.Draft().Sign();
        Assert.Equal(refused, await _host.CallAsync(Path, "Bearer"));
        Assert.Equal(refused, await _host.CallAsync(Path, "Bearer  " + token));
        Assert.Equal(refused, await _host.CallAsync(Path, "Bearer " + token + ", Bearer " + token));
        Assert.Equal(refused, await _host.CallAsync(Path, "Bearer " + new string('a', 10_000)));
        Assert.Equal(AuthWorld.Account, await _host.CallAsync(Path, "Bearer " + token));
    }

    [Fact]
    public async Task A_caller_is_read_twice_in_a_request_for_one_use_of_the_token()
    {
        var token = "Bearer " + _world.Draft().Sign();
        Assert.Equal(AuthWorld.Account, await _host.CallAsync("/twice/" + TokenDraft.Method, token));
        Assert.Equal("refused", await _host.CallAsync("/twice/" + TokenDraft.Method, token));
    }

    [Fact]
    public async Task Two_Authorization_headers_are_refused()
    {
        var token = _world.Draft().Sign();
        const string refused = "BadJwt: more than one Authorization header";
        foreach (var other in new[] { "Bearer " + token, "Basic YTpi" })
        {
            var answer = await RawAsync($"Authorization: {other}\r\nauthorization: Bearer {token}\r\n");
            Assert.Contains(refused, answer, StringComparison.Ordinal);
        }
        Assert.Equal(AuthWorld.Account, await _host.CallAsync(Path, "Bearer " + token));
    }

    [Fact]
    public async Task A_challenge_answers_401_with_the_reason_and_without_the_token()
    {
        var token = _world.Draft(new(SigningCurve.K256)).Sign();
        using var refused = await _host.SendAsync("/challenge/" + TokenDraft.Method, "Bearer " + token);
        await AssertChallengeAsync(refused, "BadJwtSignature", "jwt signature does not match jwt issuer");
        using var missing = await _host.SendAsync("/challenge/" + TokenDraft.Method);
        await AssertChallengeAsync(missing, "AuthMissing", "Authentication Required");
    }

    private static async Task AssertChallengeAsync(HttpResponseMessage response, string error, string message)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal($$"""{"error":"{{error}}","message":"{{message}}"}""", JsonSerializer.Serialize(JsonElement.Parse(body)));
    }

    /// <summary>Header lines that no HTTP client would send.</summary>
    private async Task<string> RawAsync(string headers)
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", _host.Client.BaseAddress!.Port, ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"POST {Path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n{headers}\r\n"), ct);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(ct);
    }
}
