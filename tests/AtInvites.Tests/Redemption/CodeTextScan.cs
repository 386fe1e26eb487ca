namespace AtInvites.Tests.Redemption;

/// <summary>Looks for what is random in codes, in one pass over bytes whatever the number of codes: with the dash and without, as
/// UTF-8 and as UTF-16.</summary>
internal sealed class CodeTextScan
{
    private const int Length = 11;

    private static readonly bool[] Letters =
        [.. Enumerable.Range(0, 256).Select(letter => "abcdefghijklmnopqrstuvwxyz234567-".Contains((char)letter))];

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

    public int Count(ReadOnlySpan<byte> bytes) => Count(bytes, from: 0, step: 1) + Count(bytes, 0, 2) + Count(bytes, 1, 2);

    /// <summary>Reads every <paramref name="step"/>th byte. A code is a run of letters, and no run of ten is missed by who looks
    /// at each tenth.</summary>
    private int Count(ReadOnlySpan<byte> bytes, int from, int step)
    {
        var (found, stride) = (0, (Length - 1) * step);
        for (var i = from; i < bytes.Length; i += stride)
        {
            if (!Letters[bytes[i]]) continue;
            var (start, end) = (i, i);
            while (start - step >= from && Letters[bytes[start - step]]) start -= step;
            while (end < bytes.Length && Letters[bytes[end]]) end += step;
            if ((end - start) / step >= Length - 1) found += CountRun(bytes[start..Math.Min(end, bytes.Length)], step);
            i += (end - i) / stride * stride;
        }

        return found;
    }

    private int CountRun(ReadOnlySpan<byte> run, int step)
    {
        var found = 0;
        var needles = _needles.GetAlternateLookup<ReadOnlySpan<char>>();
        var letters = new char[(run.Length + step - 1) / step];
        for (var i = 0; i < letters.Length; i++) letters[i] = (char)run[i * step];
        for (var i = 0; i + Length - 1 <= letters.Length; i++)
        {
            if (needles.Contains(letters.AsSpan(i, Length - 1))) found++;
            if (i + Length <= letters.Length && needles.Contains(letters.AsSpan(i, Length))) found++;
        }

        return found;
    }
}
