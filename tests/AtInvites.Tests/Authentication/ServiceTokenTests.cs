using AtInvites.Authentication;

namespace AtInvites.Tests.Authentication;

/// <summary>Every rule a token can break, by the error name a caller sees. A token refused by a cheap rule never reaches the
/// directory.</summary>
public sealed class ServiceTokenTests : IAsyncLifetime
{
    private AuthWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await AuthWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_token_of_either_curve_is_accepted_and_names_its_caller()
    {
        foreach (var curve in new[] { SigningCurve.K256, SigningCurve.P256 })
        {
            var key = new AccountKey(curve);
            var did = $"did:plc:{(curve == SigningCurve.K256 ? 'k' : 'p')}aaaaaaaaaaaaaaaaaaaaaaa";
            _world.Directory.Publish(did, key);
            var verdict = await _world.VerifyAsync((_world.Draft(key) with { Issuer = did }).Sign());
            Assert.Null(verdict.Fault);
            Assert.Equal(did, verdict.Caller.Value);
        }
    }

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("refresh+jwt")]
    [InlineData("dpop+jwt")]
    [InlineData("DPoP+JWT")]
    [InlineData("application/at+jwt")]
    public async Task A_token_made_for_another_use_is_refused(string type) =>
        await AssertCheaplyRefusedAsync("BadJwtType", _world.Draft().WithHeader("typ", $"\"{type}\"").Sign());

    [Fact]
    public async Task A_token_without_a_type_is_accepted() =>
        await _world.AssertAcceptedAsync(_world.Draft().WithHeader("typ", null).Sign());

    [Theory]
    [InlineData("\"none\"", "BadJwtSignature")]
    [InlineData("\"HS256\"", "BadJwtSignature")]
    [InlineData("\"es256k\"", "BadJwtSignature")]
    [InlineData("7", "BadJwt")]
    [InlineData(null, "BadJwt")]
    public async Task An_algorithm_other_than_the_two_is_refused(string? json, string error) =>
        await AssertCheaplyRefusedAsync(error, _world.Draft().WithHeader("alg", json).Sign());

    [Fact]
    public async Task A_P_256_token_of_an_account_with_a_K_256_key_is_refused()
    {
        await _world.AssertRefusedAsync("BadJwtSignature", _world.Draft(new(SigningCurve.P256)).Sign());
        await _world.AssertRefusedAsync("BadJwtSignature", _world.Draft().WithHeader("alg", "\"ES256\"").Sign());
    }

    [Theory]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("typ", "null")]
    public async Task A_header_that_asks_for_more_is_refused(string member, string json) =>
        await AssertCheaplyRefusedAsync("BadJwt", _world.Draft().WithHeader(member, json).Sign());

    [Theory]
    [InlineData("iss", "1", "BadJwt")]
    [InlineData("iss", "\"alice.test\"", "BadJwtIss")]
    [InlineData("iss", "\"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa#\"", "BadJwtIss")]
    [InlineData("iss", "\"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa#a#b\"", "BadJwtIss")]
    [InlineData("iss", "\"\\ud800\"", "BadJwt")]
    [InlineData("aud", null, "BadJwt")]
    [InlineData("aud", "[\"did:web:invites.example.com\"]", "BadJwt")]
    [InlineData("aud", "\"did:web:other.example.com\"", "BadJwtAudience")]
    [InlineData("aud", "\"did:web:invites.example.com#space\"", "BadJwtAudience")]
    [InlineData("lxm", null, "BadJwtLexiconMethod")]
    [InlineData("lxm", "true", "BadJwt")]
    [InlineData("lxm", "\"rsvp.atmo.space.invite.create\"", "BadJwtLexiconMethod")]
    [InlineData("lxm", "\"*\"", "BadJwtLexiconMethod")]
    [InlineData("exp", null, "BadJwt")]
    [InlineData("exp", "\"1893456000\"", "BadJwt")]
    [InlineData("exp", "1e300", "BadJwt")]
    [InlineData("exp", "-1", "BadJwt")]
    [InlineData("iat", "\"0\"", "BadJwt")]
    [InlineData("nbf", "{}", "BadJwt")]
    [InlineData("jti", "\"\"", "BadJwt")]
    [InlineData("jti", "5", "BadJwt")]
    public async Task A_claim_that_is_missing_or_wrong_is_refused(string claim, string? json, string error) =>
        await AssertCheaplyRefusedAsync(error, _world.Draft().With(claim, json).Sign());

    [Theory]
    [InlineData("exp", -30, "JwtExpired")]
    [InlineData("exp", 301, "BadJwtLifetime")]
    [InlineData("iat", 31, "JwtNotYetValid")]
    [InlineData("iat", -241, "BadJwtLifetime")]
    [InlineData("nbf", 31, "JwtNotYetValid")]
    public async Task A_time_past_its_bound_is_refused(string claim, int offset, string error) =>
        await AssertCheaplyRefusedAsync(error, _world.Draft().With(claim, TokenDraft.Number(_world.Now + offset)).Sign());

    [Theory]
    [InlineData("exp", -29)]
    [InlineData("exp", 300)]
    [InlineData("iat", 30)]
    [InlineData("iat", -240)]
    [InlineData("nbf", 30)]
    public async Task A_time_at_its_bound_is_accepted(string claim, int offset) =>
        await _world.AssertAcceptedAsync(_world.Draft().With(claim, TokenDraft.Number(_world.Now + offset)).Sign());

    [Fact]
    public async Task A_time_at_the_end_of_the_calendar_is_refused_like_any_other()
    {
        const string last = "253402300799";
        await AssertCheaplyRefusedAsync("BadJwtLifetime", _world.Draft().With("exp", last).Sign());
        await AssertCheaplyRefusedAsync("BadJwtLifetime", _world.Draft().With("exp", last).With("iat", null).Sign());
        await AssertCheaplyRefusedAsync("JwtNotYetValid", _world.Draft().With("exp", last).With("iat", last).Sign());
        await AssertCheaplyRefusedAsync("JwtNotYetValid", _world.Draft().With("exp", last).With("nbf", last).Sign());
    }

    [Fact]
    public async Task Without_iat_the_lifetime_counts_from_now()
    {
        await _world.AssertAcceptedAsync(_world.Draft().With("iat", null).With("exp", $"{_world.Now + 300}.0").Sign());
        var late = _world.Draft().With("iat", null).With("exp", $"{_world.Now + 300}.5").Sign();
        await _world.AssertRefusedAsync("BadJwtLifetime", late);
    }

    [Fact]
    public async Task A_request_without_a_method_takes_no_token() =>
        Assert.Equal("BadJwtLexiconMethod", (await _world.VerifyAsync(_world.Draft().Sign(), method: null)).Fault?.Error);

    [Fact]
    public async Task A_signature_in_any_other_form_is_refused_before_any_look_up()
    {
        var key = _world.Key;
        var order = key.Curve.Order.ToByteArray(isUnsigned: true, isBigEndian: true);
        foreach (var sign in new Func<string, byte[]>[]
        {
            key.SignDer,
            text => key.Sign(text)[..63],
            text => [.. key.Sign(text), 0],
            text => [.. new byte[32], .. key.Sign(text)[32..]],
            text => [.. key.Sign(text)[..32], .. new byte[32]],
            text => [.. order, .. key.Sign(text)[32..]],
            _ => [],
        })
            await AssertCheaplyRefusedAsync("BadJwtSignature", _world.Draft().SignWith(sign));
    }

    [Fact]
    public async Task A_high_S_signature_is_accepted_once_and_its_low_S_form_is_the_same_token()
    {
        foreach (var curve in (SigningCurve[])[SigningCurve.K256, SigningCurve.P256])
        {
            await using var world = await AuthWorld.StartAsync();
            var key = new AccountKey(curve);
            world.Directory.Publish(AuthWorld.Account, key);
            foreach (var draft in (TokenDraft[])[world.Draft(key), world.Draft(key).With("jti", null)])
            {
                await world.AssertAcceptedAsync(draft.SignWith(text => key.Flip(key.Sign(text))));
                await world.AssertRefusedAsync("NonceNotUnique", draft.Sign());
            }
        }
    }

    [Fact]
    public async Task A_signature_by_somebody_else_is_refused() =>
        await _world.AssertRefusedAsync("BadJwtSignature", _world.Draft(new(SigningCurve.K256)).Sign());

    [Fact]
    public async Task Another_spelling_of_a_good_token_is_refused()
    {
        var token = _world.Draft().Sign();
        var parts = token.Split('.');
        foreach (var spelling in new[]
        {
            token + ".", token + "=", token + "==", token + " ", " " + token, "." + token, token + ".AAAA",
            parts[0] + "." + parts[1],
            parts[0] + "=." + parts[1] + "." + parts[2], parts[0] + "." + parts[1] + "=." + parts[2], token + "\n",
            parts[0] + ".." + parts[2], ".." + parts[2], "", ".", "..", token[..^1] + (char)(token[^1] + 1),
            parts[0] + "." + parts[1] + "." + parts[2].Replace('-', '+').Replace('_', '/') + "+",
        })
            await AssertCheaplyRefusedAsync("BadJwt", spelling);
        await _world.AssertAcceptedAsync(token);
    }

    [Fact]
    public async Task A_token_that_reads_two_ways_is_refused()
    {
        var draft = _world.Draft();
        var (header, payload) = (draft.HeaderJson, draft.PayloadJson);
        await AssertCheaplyRefusedAsync("BadJwt", draft.Sign(header, payload[..^1] + ",\"exp\":1893456000}"));
        await AssertCheaplyRefusedAsync("BadJwt", draft.Sign(header, payload[..^1] + ",\"\\u0065xp\":1893456000}"));
        await AssertCheaplyRefusedAsync("BadJwt", draft.Sign(header[..^1] + ",\"alg\":\"ES256K\"}", payload));
        await AssertCheaplyRefusedAsync("BadJwt", draft.Sign(header, payload + "{}"));
        await AssertCheaplyRefusedAsync("BadJwt", draft.Sign(header, payload[..^1] + ",}"));
        await AssertCheaplyRefusedAsync("BadJwt", draft.Sign(header, "/**/" + payload));
        await AssertCheaplyRefusedAsync("BadJwt", draft.Sign(header, "[" + payload + "]"));
    }

    [Fact]
    public async Task A_token_of_10_kB_is_refused() =>
        await AssertCheaplyRefusedAsync("BadJwt", _world.Draft().With("x", $"\"{new string('x', 7_500)}\"").Sign());

    [Fact]
    public async Task An_issuer_nobody_publishes_is_refused() => await _world.AssertRefusedAsync(
        "DidResolutionFailed", (_world.Draft() with { Issuer = "did:plc:zzzzzzzzzzzzzzzzzzzzzzzz" }).Sign());

    [Fact]
    public async Task A_service_fragment_picks_the_key()
    {
        var (label, other) = (new AccountKey(SigningCurve.P256), new AccountKey(SigningCurve.K256));
        _world.Directory.PublishText(AuthWorld.Account, DirectoryServer.Document(AuthWorld.Account,
            DirectoryServer.Method(AuthWorld.Account, "#atproto", _world.Key),
            DirectoryServer.Method(AuthWorld.Account, "#atproto_label", label),
            DirectoryServer.Method(AuthWorld.Account, "#other", other)));
        await _world.AssertAcceptedAsync(Issued(label, "#atproto_labeler"));
        await _world.AssertAcceptedAsync(Issued(other, "#other"));
        await _world.AssertAcceptedAsync(Issued(_world.Key, "#atproto"));
        await _world.AssertRefusedAsync("BadJwtSignature", Issued(_world.Key, "#other"));
        await _world.AssertRefusedAsync("BadJwtSignature", Issued(other, ""));
        await _world.AssertRefusedAsync("BadJwtIss", Issued(other, "#missing"));
    }

    private string Issued(AccountKey key, string fragment) =>
        (_world.Draft(key) with { Issuer = AuthWorld.Account + fragment }).Sign();

    private async Task AssertCheaplyRefusedAsync(string error, string token)
    {
        await _world.AssertRefusedAsync(error, token);
        Assert.Equal(0, _world.Directory.Hits("/" + AuthWorld.Account));
    }
}
