using System.Runtime.CompilerServices;

namespace AtInvites.Tests.Architecture;

/// <summary>The repository as it lies on disk, found from where this file was compiled.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", "..", ".."));

    public static IReadOnlyList<SourceFile> Shipped { get; } = Read("src");

    public static IReadOnlyList<SourceFile> Tests { get; } = Read("tests");

    public static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary>The C# files under a folder, without what a build leaves there.</summary>
    public static IReadOnlyList<SourceFile> Read(string folder) =>
        [.. Files(folder, "*.cs").Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))))];

    /// <summary>Paths under the repository with forward slashes, sorted; none where there is no such folder.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var full = Path.Combine(Root, folder);
        if (!Directory.Exists(full)) return [];
        return Directory.EnumerateFiles(full, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Fails with every fault on a line of its own.</summary>
    public static void Holds(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} fault(s):\n{string.Join('\n', all)}");
    }
}
