using System.Buffers;
using System.Globalization;

namespace AtInvites.Interop.Tests.Syntax;

/// <summary>Breaks strings where validators break: at limits, separators, case and characters that look like others.</summary>
internal sealed class Mutations(TextSource source)
{
    private const string Separators = ".:/-#?=%+T";

    private static readonly SearchValues<char> SegmentEnds = SearchValues.Create(Separators);

    private static readonly int[] Limits =
        [2, 3, 4, 5, 8, 9, 13, 14, 20, 62, 63, 64, 65, 252, 253, 254, 255, 316, 317, 318, 511, 512, 513];

    private static readonly string[] Numbers =
        ["00", "01", "02", "04", "11", "12", "13", "14", "19", "23", "24", "28", "29", "30", "31", "32", "59", "60", "61", "99"];

    private static readonly string[] Pieces =
    [
        "..", "--", "//", "::", "%", "%2", "%20", "%zz", "#", "#/", "#/a", "?", "?a=b", "-00:00", "+24:00", ".", "/", "/a",
        "z", "Z", "-x", "-x-a", "-u-ca", "-1996", "-US", "-419", "=", "did:", "at://", "xn--", ".0", ".0a", "///",
        "[", "\r\n", "\u0301", "😀",
    ];

    public const string Awkward =
        "\0\t\n\r !\"#$%&'()*+,-./0123456789:;<=>?@AKTZ[\\]^_`abfkijxyz{|}~" +
        "\u007f\u0085\u00a0éİßſK٣１．ａ\u200b\u2028\u3000\ufeff\ud83d";

    public string Apply(string text, int times)
    {
        for (; times > 0; times--) text = Once(text);
        return text;
    }

    private string Once(string text)
    {
        var at = source.Below(text.Length + 1);
        var present = text.Length > 0 ? source.Below(text.Length) : -1;
        return source.Below(12) switch
        {
            0 => text.Insert(at, source.Pick(Awkward).ToString()),
            1 => text.Insert(at, source.Pick(Pieces)),
            2 => source.Below(2) == 0 ? text + source.Pick(Pieces) : source.Pick(Pieces) + text,
            3 when present >= 0 => text.Remove(present, 1),
            4 when present >= 0 => text.Remove(present, 1).Insert(present, source.Pick(Awkward).ToString()),
            5 when present >= 0 => text.Insert(present, text[present].ToString()),
            6 when present >= 0 => text.Remove(present, 1).Insert(present, SwapCase(text[present].ToString())),
            7 => text[..at],
            8 => StretchSegment(text, at),
            9 when text.Length >= 2 => ReplaceNumber(text),
            10 => source.Rarely() ? text.ToUpperInvariant() : DoubleSegment(text, at),
            11 when source.Rarely() => StretchWhole(text, at),
            _ => text.Insert(at, source.Pick(Separators).ToString()),
        };
    }

    private static string SwapCase(string letter) =>
        char.IsUpper(letter, 0) ? letter.ToLower(CultureInfo.InvariantCulture) : letter.ToUpper(CultureInfo.InvariantCulture);

    private static (int Start, int End) SegmentAt(string text, int at)
    {
        var end = at < text.Length ? text.AsSpan(at).IndexOfAny(SegmentEnds) : -1;
        return (text.AsSpan(0, at).LastIndexOfAny(SegmentEnds) + 1, end < 0 ? text.Length : at + end);
    }

    private string StretchSegment(string text, int at)
    {
        var (start, end) = SegmentAt(text, at);
        var missing = source.Pick(Limits) - (end - start);
        return missing > 0 && missing < 70 && end > start ? text.Insert(end, new(text[end - 1], missing)) : text;
    }

    private static string DoubleSegment(string text, int at)
    {
        var (start, end) = SegmentAt(text, at);
        var last = Math.Min(end + 1, text.Length);
        return text.Insert(start, text[start..last]);
    }

    private string StretchWhole(string text, int at)
    {
        var missing = source.Pick(Limits) - text.Length;
        return missing > 0 ? text.Insert(at, new(at > 0 ? text[at - 1] : 'a', missing)) : text;
    }

    private string ReplaceNumber(string text)
    {
        var from = source.Below(text.Length - 1);
        var digit = text.AsSpan(from, text.Length - 1 - from).IndexOfAnyInRange('0', '9');
        var at = digit < 0 ? from : from + digit;
        return text.Remove(at, 2).Insert(at, source.Pick(Numbers));
    }
}
