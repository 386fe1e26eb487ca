using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace AtInvites.Tests.Authentication;

/// <summary>A token to be, as raw JSON values by member, so that a test can write what no library would.</summary>
internal sealed record TokenDraft(AccountKey Key, long Now)
{
    public const string Audience = "did:web:invites.example.com";
    public const string Method = "rsvp.atmo.space.invite.redeem";

    private static int _made;

    public string Issuer { get; init; } = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";

    public Dictionary<string, string> Header { get; } = new()
    {
        ["typ"] = "\"JWT\"",
        ["alg"] = $"\"{Key.Curve.Algorithm}\"",
    };

    public Dictionary<string, string> Payload { get; } = new()
    {
        ["iat"] = Number(Now),
        ["exp"] = Number(Now + 60),
        ["aud"] = $"\"{Audience}\"",
        ["lxm"] = $"\"{Method}\"",
        ["jti"] = $"\"{Interlocked.Increment(ref _made)}\"",
    };

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public TokenDraft With(string member, string? json)
    {
        if (json is null) Payload.Remove(member);
        else Payload[member] = json;
        return this;
    }

    public TokenDraft WithHeader(string member, string? json)
    {
        if (json is null) Header.Remove(member);
        else Header[member] = json;
        return this;
    }

    public string HeaderJson => Object(Header);

    public string PayloadJson
    {
        get
        {
            Payload.TryAdd("iss", $"\"{Issuer}\"");
            return Object(Payload);
        }
    }

    public string Sign() => Sign(HeaderJson, PayloadJson);

    public string Sign(string header, string payload)
    {
        var signed = Encode(header) + "." + Encode(payload);
        return signed + "." + Base64Url.EncodeToString(Key.Sign(signed));
    }

    /// <summary>The token with what <paramref name="sign"/> makes of the signing input in place of its signature.</summary>
    public string SignWith(Func<string, byte[]> sign)
    {
        var signed = Encode(HeaderJson) + "." + Encode(PayloadJson);
        return signed + "." + Base64Url.EncodeToString(sign(signed));
    }

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Object(Dictionary<string, string> members) =>
        "{" + string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}")) + "}";
}
