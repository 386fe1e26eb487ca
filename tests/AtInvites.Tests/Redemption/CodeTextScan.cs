using System.Buffers;
using System.Text;

namespace AtInvites.Tests.Redemption;

/// <summary>Looks for what is random in codes, in one pass over bytes whatever the number of codes: with the dash and without, as
/// UTF-8 and as UTF-16.</summary>
internal sealed class CodeTextScan
{
    private const int Length = 11;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567-"u8);

    private readonly HashSet<string> _needles = new(StringComparer.Ordinal);

    public CodeTextScan(IEnumerable<string> codes)
    {
        foreach (var code in codes)
        {
            var groups = code[^Length..].ToLowerInvariant();
            _needles.Add(groups);
            _needles.Add(groups.Replace("-", ""));
        }
    }

    public int Count(ReadOnlySpan<byte> bytes)
    {
        var half = new byte[(bytes.Length / 2) + 1];
        var found = CountText(bytes);
        for (var phase = 0; phase < 2; phase++)
        {
            var length = 0;
            for (var i = phase; i < bytes.Length; i += 2) half[length++] = bytes[i];
            found += CountText(half.AsSpan(0, length));
        }

        return found;
    }

    /// <summary>Only runs of a code's letters can hold one, and random bytes seldom make a run.</summary>
    private int CountText(ReadOnlySpan<byte> bytes)
    {
        var found = 0;
        var needles = _needles.GetAlternateLookup<ReadOnlySpan<char>>();
        while (bytes.IndexOfAny(Letters) is var start and >= 0)
        {
            bytes = bytes[start..];
            var end = bytes.IndexOfAnyExcept(Letters);
            var run = end < 0 ? bytes : bytes[..end];
            bytes = bytes[run.Length..];
            if (run.Length < Length - 1) continue;
            var text = Encoding.ASCII.GetString(run);
            for (var i = 0; i + Length - 1 <= text.Length; i++)
            {
                if (needles.Contains(text.AsSpan(i, Length - 1))) found++;
                if (i + Length <= text.Length && needles.Contains(text.AsSpan(i, Length))) found++;
            }
        }

        return found;
    }
}
