using System.Globalization;
using System.Numerics;

namespace AtInvites.Interop.Tests.Syntax;

/// <summary>Strings that are valid by construction, or one boundary away, for every format of the lexicon language.</summary>
internal sealed class FormatSamples(TextSource source)
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Letters = Lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Alphanumeric = Letters + "0123456789";
    private const string Base32 = Lower + "234567";

    private static readonly string[] Hashes = ["1220", "1340", "0000", "0005", "1b20", "1114", "9e20", "b22020"];

    private static readonly string[] Grandfathered =
        ["i-klingon", "en-GB-oed", "sgn-BE-FR", "zh-min-nan", "art-lojban", "i-default", "I-Lux", "zh-guoyu", "i-tay"];

    private static readonly string[] Zones =
        ["Z", "Z", "+00:00", "-07:00", "+05:30", "+14:00", "-12:00", "+23:59", "-23:59", "+00:01", "-00:01", "-00:00"];

    public string Did()
    {
        var head = source.Below(3) == 0 ? "did:plc:" : $"did:{source.Text(Lower, source.Length(20))}:";
        var limit = source.Rarely() ? 2050 - head.Length - source.Below(4) : source.Length(64);
        return head + source.Text(Alphanumeric + "._:-", limit - 1) + source.Pick(Alphanumeric + "._-");
    }

    public string Handle()
    {
        var handle = Domain(1 + source.Below(4)) + "." + TopLevel();
        if (!source.Rarely()) return handle;
        while (handle.Length < 240) handle = $"abcdefg.{handle}";
        return new string('x', 251 - handle.Length + source.Below(5)) + "." + handle;
    }

    public string AtIdentifier() => source.Below(2) == 0 ? Did() : Handle();

    public string Nsid() => $"{TopLevel()}.{Domain(source.Rarely() ? 4 + source.Below(120) : 1 + source.Below(3))}.{Name()}";

    public string RecordKey() => source.Below(10) switch
    {
        0 => source.Pick(["self", "...", "~", "_", "-", ":", "pre:fix", "..", "."]),
        1 => source.Text(Alphanumeric + ".-_:~", 510 + source.Below(4)),
        _ => source.Text(Alphanumeric + ".-_:~", source.Length(512)),
    };

    public string AtUri()
    {
        var uri = "at://" + AtIdentifier();
        if (source.Below(4) > 0) uri += "/" + Nsid() + (source.Below(4) > 0 ? "/" + RecordKey() : "");
        if (source.Below(4) == 0) uri += "#/" + source.Text(Alphanumeric + "!$&'()*+,-./:;=@[]_~", source.Below(20));
        return source.Rarely() && source.Rarely() && !uri.Contains('#', StringComparison.Ordinal) ? Padded(uri + "#/") : uri;
    }

    public string Tid() => source.Pick("234567abcdefghij") + source.Text("234567" + Lower, 12);

    public string Uri()
    {
        var scheme = source.Pick(["https", "http", "at", "did", "mailto", "a", "file", "coap+tcp", "z39.50r", "view-source"]);
        var host = source.Below(3) == 0 ? "" : "//" + source.Pick([Handle(), "[::1]", "127.0.0.1:80", "a:b@example.com", ""]);
        var path = source.Text(Alphanumeric + "-._~!$&'()*+,;=:@/", source.Length(60));
        if (host.Length > 0 && path[0] != '/') path = "/" + path;
        var tail = source.Pick(["", "", "?a=b", "#c", "?d/e?#f", "%20", "#", "?"]);
        var uri = $"{scheme}:{host}{path}{tail}";
        return source.Rarely() && source.Rarely() ? Padded(uri) : uri;
    }

    public string Language()
    {
        if (source.Below(12) == 0) return source.Pick(Grandfathered);
        if (source.Below(12) == 0) return "x" + Subtags(1 + source.Below(3), 1);
        var tag = source.Text(Letters, 2 + source.Below(3));
        if (tag.Length < 4) for (var i = source.Below(3); i > 1; i--) tag += "-" + source.Text(Letters, 3);
        if (source.Below(3) == 0) tag += "-" + source.Text(Letters, 4);
        if (source.Below(3) == 0) tag += "-" + source.Pick([source.Text(Letters, 2), source.Text("0123456789", 3)]);
        if (source.Below(4) == 0) tag += "-" + source.Pick([source.Text(Alphanumeric, 5 + source.Below(4)), "1996"]);
        if (source.Below(4) == 0) tag += "-" + source.Pick("0aAuUtzZ") + Subtags(1 + source.Below(2), 2);
        return source.Below(5) == 0 ? tag + "-x" + Subtags(1, 1) : tag;
    }

    public string Datetime()
    {
        var year = source.Pick(["0000", "0001", "1900", "1970", "2000", "2023", "2024", "2100", "9999"]);
        var month = source.Pick(["01", "02", "02", "04", "06", "12"]);
        var day = source.Pick(["01", "01", "15", "28", "29", "30", "31"]);
        var time = source.Pick(["00:00:00", "23:59:59", "12:30:45", "00:01:00", "23:00:00"]);
        var digits = source.Rarely() ? 36 + source.Below(12) : 1 + source.Below(9);
        var fraction = source.Below(3) == 0 ? "" : "." + source.Text("0123456789", digits);
        var zone = source.Pick(Zones);
        return $"{year}-{month}-{day}T{time}{fraction}{zone}";
    }

    public string Cid()
    {
        if (source.Below(3) > 0) return "bafyrei" + source.Pick("abcdefgh") + source.Text(Base32, 50) + source.Pick("aeimquy4");
        var codec = source.Pick(["71", "55", "70", "a901", "f100", "d500"]);
        var version = source.Pick(["01", "01", "01", "01", "00", "02", "8100"]);
        var hash = source.Pick(Hashes);
        var size = int.Parse(hash.AsSpan(hash.Length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (source.Below(10) == 0) size += source.Below(3) - 1;
        var bytes = Convert.FromHexString(version + codec + hash + source.Text("0123456789abcdef", Math.Max(0, size) * 2));
        return source.Below(8) switch
        {
            0 => "z" + Radix(bytes, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
            1 => "k" + Radix(bytes, "0123456789" + Lower),
            2 => "Qm" + source.Text("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 44),
            _ => "b" + Base32Text(bytes),
        };
    }

    private string Padded(string uri) => uri.PadRight(8190 + source.Below(5), 'x');

    private string Subtags(int count, int shortest) => string.Concat(
        Enumerable.Range(0, count).Select(_ => "-" + source.Text(Alphanumeric, shortest + source.Below(9 - shortest))));

    private string TopLevel() =>
        source.Pick(Letters) + (source.Below(4) == 0 ? Label() : source.Text(Lower, 1 + source.Below(3)));

    private string Domain(int labels) => string.Join('.', Enumerable.Range(0, labels).Select(_ => Label()));

    private string Label()
    {
        var length = source.Length(62);
        return length < 2
            ? source.Pick(Alphanumeric).ToString()
            : source.Pick(Alphanumeric) + source.Text(Alphanumeric + "-", length - 2) + source.Pick(Alphanumeric);
    }

    private string Name() => source.Pick(Letters) + source.Text(Alphanumeric, source.Length(63) - 1);

    private static string Radix(byte[] bytes, string alphabet)
    {
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new string(alphabet[0], bytes.TakeWhile(value => value == 0).Count());
        var digits = new List<char>();
        for (; !number.IsZero; number /= alphabet.Length) digits.Insert(0, alphabet[(int)(number % alphabet.Length)]);
        return text + string.Concat(digits);
    }

    private static string Base32Text(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(value => value.ToString("b8", CultureInfo.InvariantCulture)));
        bits = bits.PadRight((bits.Length + 4) / 5 * 5, '0');
        return string.Concat(bits.Chunk(5).Select(five => Base32[Convert.ToInt32(new string(five), 2)]));
    }
}
