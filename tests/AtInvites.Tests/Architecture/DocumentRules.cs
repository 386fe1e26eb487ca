namespace AtInvites.Tests.Architecture;

/// <summary>What a document shows is real: its C# stands in a compiled file, and its commands are there to be run.</summary>
internal static class DocumentRules
{
    private static readonly string[] Tools =
        ["dotnet", "curl", "git", "npm", "node", "bash", "cd", "export", "sudo", "apt-get", "cat", "echo", "docker"];

    /// <summary>Every block marked csharp, without blank lines and indentation, stands in one piece in some compiled
    /// file.</summary>
    public static IEnumerable<string> Code(string name, string markdown, IReadOnlyCollection<SourceFile> compiled) =>
        from block in DocumentBlock.Read(markdown)
        where block.Language is "csharp" or "cs" or "c#" or "unclosed"
        let wanted = Essence(block.Lines)
        where block.Language != "csharp" || wanted.Length == 0 || !compiled.Any(file => Contains(Essence(file.Lines), wanted))
        select block.Language == "csharp"
            ? $"{name}:{block.Line}: this code is in no file of samples or tests: {wanted.FirstOrDefault("(nothing)")}"
            : $"{name}:{block.Line}: a block of {block.Language}; close it and mark it csharp";

    /// <summary>Every command of a block marked sh is a known tool or a file of the repository, and the paths it names
    /// exist.</summary>
    public static IEnumerable<string> Commands(string name, string markdown, Func<string, bool> exists) =>
        from block in DocumentBlock.Read(markdown)
        where block.Language is "sh" or "bash" or "shell" or "console"
        from command in Joined(block.Lines)
        from fault in CheckCommand(command, exists)
        select $"{name}:{block.Line}: {fault}: {command}";

    private static IEnumerable<string> CheckCommand(string command, Func<string, bool> exists)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(word => word == "$" || IsAssignment(word)).ToArray();
        if (words.Length == 0) yield break;
        if (words[0].Contains('/', StringComparison.Ordinal) ? !exists(words[0]) : !Tools.Contains(words[0]))
            yield return $"there is no {words[0]}";
        for (var i = 0; i + 1 < words.Length; i++)
        {
            var isPath = words[i] is "--project" or "--prefix" or "bash" or "node"
                || (i == 0 && words[i] == "cd")
                || (i == 1 && words[0] == "dotnet" && words[1] is "build" or "test" && !words[2].StartsWith('-'));
            if (isPath && !words[i + 1].StartsWith('-') && !exists(words[i + 1])) yield return $"there is no {words[i + 1]}";
        }
    }

    private static bool IsAssignment(string word) => word.IndexOf('=', StringComparison.Ordinal) is var at and > 0
        && word[..at].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    /// <summary>Commands without comments and output, each with the lines that it goes on over: after a backslash, and within
    /// quotes.</summary>
    private static IEnumerable<string> Joined(IReadOnlyList<string> lines)
    {
        var command = "";
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (command.Length == 0 && (text.Length == 0 || text[0] == '#')) continue;
            command += text.TrimEnd('\\') + " ";
            if (text.EndsWith('\\') || command.Count(letter => letter == '\'') % 2 == 1) continue;
            yield return command.Trim();
            command = "";
        }
        if (command.Length > 0) yield return command.Trim();
    }

    private static string[] Essence(IReadOnlyList<string> lines) =>
        [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static bool Contains(string[] lines, string[] wanted)
    {
        for (var at = 0; at + wanted.Length <= lines.Length; at++)
        {
            if (lines.AsSpan(at, wanted.Length).SequenceEqual(wanted)) return true;
        }
        return false;
    }
}
