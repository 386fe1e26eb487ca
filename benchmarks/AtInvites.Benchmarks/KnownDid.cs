using System.Security.Cryptography;
using System.Text;
using AtInvites.Authentication;
using AtInvites.Syntax;

namespace AtInvites.Benchmarks;

/// <summary>An account whose document is known: it signs service-auth tokens, and resolves to the document without a
/// network.</summary>
internal sealed class KnownDid : IDidResolver
{
    public const string Audience = "did:web:invites.example.com";
    public const string Method = "rsvp.atmo.space.invite.redeem";
    private const string Account = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private readonly ECDsa _ecdsa;
    private readonly SigningCurve _curve;
    private readonly byte[] _json;
    private readonly DidResolution _document;

    public KnownDid(SigningCurve curve)
    {
        _curve = curve;
        _ecdsa = ECDsa.Create(ECCurve.CreateFromValue(curve.Oid));
        var point = _ecdsa.ExportParameters(false).Q;
        Point = CurvePoint.Read(curve, [4, .. point.X!, .. point.Y!], allowUncompressed: true)!;
        byte[] prefix = curve == SigningCurve.K256 ? [0xE7, 1] : [0x80, 0x24];
        var multikey = Multibase([.. prefix, (byte)(2 + (point.Y![^1] & 1)), .. point.X!]);
        var json = $$"""
            {"id":"{{Account}}","verificationMethod":[{"id":"{{Account}}#atproto","type":"Multikey",
            "controller":"{{Account}}","publicKeyMultibase":"{{multikey}}"}]}
            """;
        _json = Encoding.UTF8.GetBytes(json);
        _document = Read(_json);
    }

    private KnownDid(KnownDid other) =>
        (_ecdsa, _curve, Point, _json, _document) = (other._ecdsa, other._curve, other.Point, other._json, Read(other._json));

    public CurvePoint Point { get; }

    public ValueTask<DidResolution> ResolveAsync(Did did, bool refresh, CancellationToken cancellationToken) => new(_document);

    /// <summary>The same account with a document of its own, which keeps its keys for itself.</summary>
    public KnownDid Again() => new(this);

    public byte[] Sign(byte[] hash) => _ecdsa.SignHash(hash);

    /// <summary>A token as the reference makes it, alive for a minute from <paramref name="now"/>.</summary>
    public string Token(int id, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var signed = Encode($$"""{"typ":"JWT","alg":"{{_curve.Algorithm}}"}""") + "." + Encode(
            $$"""
            {"iat":{{seconds}},"iss":"{{Account}}","aud":"{{Audience}}","exp":{{seconds + 60}},
            "lxm":"{{Method}}","jti":"{{id:x32}}"}
            """);
        var signature = Sign(SHA256.HashData(Encoding.ASCII.GetBytes(signed)));
        return $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private static DidResolution Read(byte[] json) => DidResolution.Found(DidDocument.Read(Did.Parse(Account), json)!);

    private static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    // Neither prefix begins with a zero, which base58 would write as a letter of its own.
    private static string Multibase(byte[] bytes)
    {
        var number = new System.Numerics.BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new StringBuilder();
        for (; number > 0; number /= 58) text.Insert(0, Base58[(int)(number % 58)]);
        return "z" + text;
    }
}
