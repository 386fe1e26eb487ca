using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using AtInvites.Authentication;

namespace AtInvites.Benchmarks.Http;

/// <summary>An account that signs service-auth tokens.</summary>
internal sealed class ServiceIssuer : IDisposable
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private readonly SigningCurve _curve;
    private readonly ECDsa _key;
    private readonly string _header;
    private int _tokens;

    public ServiceIssuer(SigningCurve curve, int number)
    {
        (_curve, Did) = (curve, Workload.Account(number).Value);
        _key = ECDsa.Create(ECCurve.CreateFromValue(curve.Oid));
        _header = Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"alg":"{{curve.Algorithm}}","typ":"JWT"}"""));
    }

    public string Did { get; }

    /// <summary>The public key as a DID document has it.</summary>
    public string Multikey
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            byte[] prefix = _curve == SigningCurve.K256 ? [0xE7, 0x01] : [0x80, 0x24];
            byte[] bytes = [.. prefix, (byte)(2 + (point.Y![^1] & 1)), .. point.X!];
            var text = new StringBuilder();
            for (var left = new BigInteger(bytes, isUnsigned: true, isBigEndian: true); !left.IsZero; left /= 58)
                text.Insert(0, Base58[(int)(left % 58)]);
            return $"z{text}";
        }
    }

    /// <summary>A token that was not used yet.</summary>
    public string Sign(string audience, string method)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = string.Create(CultureInfo.InvariantCulture, $$"""
            {"iss":"{{Did}}","aud":"{{audience}}","lxm":"{{method}}","iat":{{now}},"exp":{{now + 280}},"jti":"{{_tokens++}}"}
            """);
        var signed = $"{_header}.{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(payload))}";
        var signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _key.Dispose();
}
