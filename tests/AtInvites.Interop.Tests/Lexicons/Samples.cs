using System.Text;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>Texts to build values from. Formats are proven string by string elsewhere; here a few of each suffice.</summary>
internal static class Samples
{
    public static readonly Dictionary<string, string[]> Valid = new()
    {
        ["at-identifier"] = ["alice.example.com", "did:plc:ewvi7nxzyoun6zhxrhs64oiz"],
        ["at-uri"] = ["at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/com.example.space/3jui7kd54zh2y", "at://alice.example.com",
            "at://did:web:a.b"],
        ["cid"] = ["bafkreigbjlewuqkrcprkdkpohw3dxdhg5ub4gn4xvv6mncgcpjy2mrdcoi",
            "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"],
        ["datetime"] = ["2026-01-02T03:04:05Z", "1985-04-12T23:20:50.123456+01:30"],
        ["did"] = ["did:plc:ewvi7nxzyoun6zhxrhs64oiz", "did:web:example.com", "did:method:a:b"],
        ["handle"] = ["alice.example.com", "xn--ls8h.test"],
        ["language"] = ["de", "pt-BR", "zh-Hant-TW"],
        ["nsid"] = ["com.example.fooBar", "rsvp.atmo.space.event"],
        ["record-key"] = ["self", "3jui7kd54zh2y", "a:b_c~d.e-f"],
        ["tid"] = ["3jui7kd54zh2y", "2222222222222"],
        ["uri"] = ["https://example.com/a?b#c", "dns:example.com", "at://alice.example.com"],
    };

    public static readonly string[] BadTexts =
    [
        "", " ", "x", "did:", "did:plc:", "at://", "at://x", "http//x", "com.example", "a..b", "2026-13-01T00:00:00Z",
        "3jui7kd54zh2", "..",
        "\u0000", "é", "👩‍👩‍👧", "\u202e", "did:plc:ewvi7nxzyoun6zhxrhs64oiz ", " at://did:web:a.b", "bafy", "_", "a/b", "\\",
        "\"", "__proto__",
    ];

    /// <summary>Leaves that are of another type, at a border of the numbers, or text that no string can hold.</summary>
    public static readonly string[] OddLeaves =
    [
        "null", "true", "false", "0", "1", "-1", "-0", "-0.0", "1.0", "1.5", "1e3", "1e-3", "10e-1", "200", "201",
        "9007199254740991",
        "9007199254740992", "-9007199254740991", "-9007199254740992", "9007199254740993.0", "1e15", "1e16", "1e400", "-1e400",
        "1e-400",
        "99999999999999999999", "1700000000", "\"\"", "\"1\"", "\"true\"", "\"null\"", "{}", "[]", "[null]",
        "{\"$type\":\"x\"}", "[[]]",
        "\"\\ud800\"", "\"a\\udc00b\"", "\"\\ud83c\\udf51\"", "\"\\\\ud800\"", "{\"\\ud800\":1}", "\"\\u0000\"",
        "{\"$bytes\":\"A_-A\"}", "{\"$bytes\":\"AAB\"}", "{\"$bytes\":\"AAA==\"}", "{\"$bytes\":\"AAA=\"}",
        "{\"$bytes\":\"A A A\"}",
        "{\"$link\":\"QmSgvgwxZGaBLqkGyWemEDqikCqU52XxsYLKtdy3vGZ8uq\"}", "{\"$link\":\"bafy\"}", "{\"$link\":1}",
        "{\"$type\":\"\"}", "{\"$type\":\"#own\"}", "{\"$type\":\"com.example.everything#own\"}",
        "{\"$type\":\"com.example.parts#leaf\"}",
        "{\"$type\":\"lex:com.example.everything#own\"}", "{\"$type\":\"lex:com.example.parts#leaf\"}",
    ];

    /// <summary>Not quite base64, and not quite CIDs.</summary>
    public static readonly string[] OddCodes =
    [
        "A_-A", "AAB", "AAA=", "AAA==", "AA=", "A===", "A A A", "AAAA\n", "A!AA", "=", "", "A", "bafy",
        "QmSgvgwxZGaBLqkGyWemEDqikCqU52XxsYLKtdy3vGZ8uq", "bafkreigbjlewuqkrcprkdkpohw3dxdhg5ub4gn4xvv6mncgcpjy2mrdcoj",
    ];

    public static readonly string[] QueryTexts =
        ["", "0", "1", "-1", "200", "201", "007", "+5", "%2B5", "1.5", "true", "TRUE", "yes"];

    private static readonly string[] Characters = ["a", "é", "€", "🍑", "e\u0301", "한"];

    public static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    /// <summary>A text of exactly <paramref name="bytes"/> UTF-8 bytes with wide characters where they fit.</summary>
    public static string OfBytes(Random random, int bytes, int leastCharacters)
    {
        var text = new StringBuilder();
        for (var left = bytes; left > 0;)
        {
            var next = Pick(random, Characters);
            var size = Encoding.UTF8.GetByteCount(next);
            if (size > left || leastCharacters > 0) next = "a";
            text.Append(next);
            left -= Encoding.UTF8.GetByteCount(next);
        }
        return text.ToString();
    }
}
