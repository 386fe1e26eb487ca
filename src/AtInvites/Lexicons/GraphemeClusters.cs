using System.Globalization;
using System.Text;

namespace AtInvites.Lexicons;

/// <summary>Extended grapheme clusters of UAX #29. The runtime's segmentation lacks rule GB9c ("Do not break within certain
/// combinations with Indic_Conjunct_Break (InCB)=Linker"), so क्ष would count as two; it is added here.</summary>
internal static class GraphemeClusters
{
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        var joinsNext = false;
        while (text.Length > 0)
        {
            var cluster = text[..StringInfo.GetNextTextElementLength(text)];
            if (!joinsNext || !StartsWithConsonant(cluster)) count++;
            joinsNext = EndsLinked(cluster);
            text = text[cluster.Length..];
        }
        return count;
    }

    private static bool StartsWithConsonant(ReadOnlySpan<char> cluster)
    {
        Rune.DecodeFromUtf16(cluster, out var first, out _);
        return IndicConjuncts.IsConsonant(first);
    }

    /// <summary>Whether the cluster ends in a consonant and its marks, at least one of them a linker.</summary>
    private static bool EndsLinked(ReadOnlySpan<char> cluster)
    {
        var isLinked = false;
        while (cluster.Length > 0)
        {
            Rune.DecodeLastFromUtf16(cluster, out var last, out var length);
            if (IndicConjuncts.IsLinker(last)) isLinked = true;
            else if (!IndicConjuncts.IsExtender(last)) return isLinked && IndicConjuncts.IsConsonant(last);
            cluster = cluster[..^length];
        }
        return false;
    }
}
