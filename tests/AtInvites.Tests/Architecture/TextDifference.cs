namespace AtInvites.Tests.Architecture;

/// <summary>What was removed (<c>- </c>) and added (<c>+ </c>), each change under the last unindented line before it.</summary>
internal static class TextDifference
{
    public static string Between(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var common = CommonLengths(old, now);
        var (changes, block, shown) = (new List<string>(), "", "");
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            var isSame = i < old.Length && j < now.Length && old[i] == now[j];
            var isAdded = !isSame && (i == old.Length || (j < now.Length && common[i, j + 1] >= common[i + 1, j]));
            var line = isAdded ? now[j] : old[i];
            if (line.Length > 0 && line[0] != ' ' && !isSame) shown = block = line;
            else if (line.Length > 0 && line[0] != ' ') block = line;
            if (!isSame)
            {
                if (shown != block) changes.Add("  " + block);
                shown = block;
                if (line.Length > 0) changes.Add((isAdded ? "+ " : "- ") + line);
            }
            if (isSame || !isAdded) i++;
            if (isSame || isAdded) j++;
        }
        return string.Join('\n', changes);
    }

    /// <summary>The length of the longest common subsequence of what follows each pair of places.</summary>
    private static int[,] CommonLengths(string[] old, string[] now)
    {
        var lengths = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                lengths[i, j] = old[i] == now[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }
        return lengths;
    }
}
