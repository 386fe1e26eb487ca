using System.Text.Json;
using AtInvites.Authentication;
using AtInvites.Tests.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AtInvites.Interop.Tests.Authentication;

/// <summary>Tokens made and judged by the reference's own server package, beside ours.</summary>
public sealed class ServiceJwtTests : IAsyncLifetime
{
    private const string Script = "oracle/service-jwt.mjs";
    private const string Account = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";

    private DirectoryServer _directory = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public async ValueTask InitializeAsync()
    {
        _directory = await DirectoryServer.StartAsync();
        _services = new ServiceCollection().AddLogging().AddServiceAuthentication(
            options => options.Audiences.Add(TokenDraft.Audience),
            options =>
            {
                options.PlcDirectory = _directory.Address;
                options.AllowLocalhost = true;
            }).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _directory.DisposeAsync();
    }

    [Theory]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public async Task A_token_made_by_the_reference_passes_once(string curve)
    {
        NodeOracle.RequireInstalled();
        var dids = Enumerable.Range('a', 26).Select(letter => $"did:plc:{new string((char)letter, 24)}").ToList();
        var asked = dids.Select(did => JsonSerializer.Serialize(new
        {
            mint = new { curve, iss = did, aud = TokenDraft.Audience, lxm = TokenDraft.Method },
        }));
        var minted = (await NodeOracle.RunAsync(Script, asked, Ct)).ConvertAll(line => JsonElement.Parse(line));
        foreach (var (did, answer) in dids.Zip(minted))
        {
            var method = DirectoryServer.Method(did + "#atproto", "Multikey", did, answer.GetProperty("multikey").GetString()!);
            _directory.PublishText(did, DirectoryServer.Document(did, method));
            var token = answer.GetProperty("token").GetString()!;
            Assert.Equal("BadJwtLexiconMethod", await RefusalAsync(token, "rsvp.atmo.space.invite.list"));
            Assert.Null(await RefusalAsync(token));
            Assert.Equal("NonceNotUnique", await RefusalAsync(token));
        }
        Assert.Equal(dids.Count, minted.Count);
    }

    [Theory]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public async Task What_the_reference_refuses_is_refused_here_by_the_same_name(string curve)
    {
        NodeOracle.RequireInstalled();
        var key = new AccountKey(SigningCurve.FromAlgorithm(curve)!);
        _directory.Publish(Account, key);
        var cases = Cases(key).ToList();
        var verdicts = await NodeOracle.RunAsync(Script, cases.Select(one => JsonSerializer.Serialize(new
        {
            verify = new { token = one.Token, key = key.Multikey, aud = TokenDraft.Audience, lxm = TokenDraft.Method },
        })), Ct);
        foreach (var (one, verdict) in cases.Zip(verdicts))
        {
            var theirs = JsonElement.Parse(verdict).GetProperty("refused").GetString();
            // The reference lets the parser's own exception out where a part is not JSON.
            if (theirs == "SyntaxError") theirs = "BadJwt";
            var ours = await RefusalAsync(one.Token);
            Assert.Equal((one.Name, one.Stricter ?? theirs), (one.Name, ours));
            // A rule of ours beyond the reference's shows only on a token that it accepts.
            Assert.Equal((one.Name, one.Stricter is not null), (one.Name, theirs is null && ours is not null));
        }
        Assert.Equal(cases.Count, verdicts.Count);
    }

    private static IEnumerable<(string Name, string? Stricter, string Token)> Cases(AccountKey key) =>
        ClaimCases(key).Concat(SignatureCases(key)).Concat(StricterCases(key));

    private static IEnumerable<(string Name, string? Stricter, string Token)> ClaimCases(AccountKey key)
    {
        TokenDraft Draft() => new(key, Now);
        yield return ("good", null, Draft().Sign());
        yield return ("without iat", null, Draft().With("iat", null).Sign());
        yield return ("unknown claim", null, Draft().With("x", "{}").Sign());
        yield return ("fraction", null, Draft().With("exp", $"{Now + 60}.5").Sign());
        foreach (var type in new[] { "at+jwt", "refresh+jwt", "dpop+jwt" })
            yield return (type, null, Draft().WithHeader("typ", $"\"{type}\"").Sign());
        foreach (var algorithm in new[] { "none", "HS256", key.Curve == SigningCurve.K256 ? "ES256" : "ES256K" })
            yield return (algorithm, null, Draft().WithHeader("alg", $"\"{algorithm}\"").Sign());
        yield return ("no alg", null, Draft().WithHeader("alg", null).Sign());
        foreach (var claim in new[] { "aud", "exp", "lxm" }) yield return ("no " + claim, null, Draft().With(claim, null).Sign());
        var unissued = $$"""{"aud":"{{TokenDraft.Audience}}","exp":{{Now + 60}} }""";
        yield return ("no iss", null, Draft().Sign(Draft().HeaderJson, unissued));
        yield return ("iss", null, Draft().With("iss", "\"alice.test\"").Sign());
        yield return ("aud", null, Draft().With("aud", "\"did:web:other.example.com\"").Sign());
        yield return ("aud fragment", null, Draft().With("aud", $"\"{TokenDraft.Audience}#x\"").Sign());
        yield return ("aud array", null, Draft().With("aud", $"[\"{TokenDraft.Audience}\"]").Sign());
        yield return ("lxm", null, Draft().With("lxm", "\"rsvp.atmo.space.invite.list\"").Sign());
        yield return ("expired", null, Draft().With("exp", TokenDraft.Number(Now - 40)).Sign());
        yield return ("exp text", null, Draft().With("exp", $"\"{Now + 60}\"").Sign());
        yield return ("stranger", null, new TokenDraft(new(key.Curve), Now).Sign());
    }

    private static IEnumerable<(string Name, string? Stricter, string Token)> SignatureCases(AccountKey key)
    {
        TokenDraft Draft() => new(key, Now);
        yield return ("two parts", null, "a.b");
        yield return ("four parts", null, Draft().Sign() + ".x");
        yield return ("not JSON", null, "a.b.c");
        yield return ("63 bytes", null, Draft().SignWith(text => key.Sign(text)[..63]));
        yield return ("65 bytes", null, Draft().SignWith(text => [.. key.Sign(text), 0]));
        yield return ("no signature", null, Draft().SignWith(_ => []));
        yield return ("zero r", null, Draft().SignWith(text => [.. new byte[32], .. key.Sign(text)[32..]]));
        yield return ("zero s", null, Draft().SignWith(text => [.. key.Sign(text)[..32], .. new byte[32]]));
        yield return ("high S", null, Draft().SignWith(text => key.Flip(key.Sign(text))));
    }

    /// <summary>Rules of ours beyond the reference's, and what comes near to one.</summary>
    private static IEnumerable<(string Name, string? Stricter, string Token)> StricterCases(AccountKey key)
    {
        TokenDraft Draft() => new(key, Now);
        yield return ("DER", "BadJwtSignature", Draft().SignWith(key.SignDer));
        yield return ("padding", "BadJwt", Draft().Sign() + "==");
        yield return ("type in other case", "BadJwtType", Draft().WithHeader("typ", "\"AT+JWT\"").Sign());
        yield return ("no jti", null, Draft().With("jti", null).Sign());
        yield return ("not yet", "JwtNotYetValid", Draft().With("nbf", TokenDraft.Number(Now + 45)).Sign());
        yield return ("issued ahead", "JwtNotYetValid", Draft().With("iat", TokenDraft.Number(Now + 45)).Sign());
        yield return ("long life", "BadJwtLifetime", Draft().With("exp", TokenDraft.Number(Now + 400)).Sign());
        yield return ("crit", "BadJwt", Draft().WithHeader("crit", "[\"x\"]").Sign());
        var twice = Draft().PayloadJson[..^1] + ",\"x\":1,\"x\":2}";
        yield return ("member twice", "BadJwt", Draft().Sign(Draft().HeaderJson, twice));
        yield return ("10 kB", "BadJwt", Draft().With("x", $"\"{new string('x', 7_500)}\"").Sign());
    }

    private async Task<string?> RefusalAsync(string token, string method = TokenDraft.Method)
    {
        var options = _services.GetRequiredService<IOptionsMonitor<ServiceAuthOptions>>().Get(ServiceAuthDefaults.Scheme);
        var verdict = await _services.GetRequiredService<ServiceTokenVerifier>().VerifyAsync(token, method, options, Ct);
        return verdict.Fault?.Error;
    }
}
