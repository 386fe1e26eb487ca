using System.Runtime.CompilerServices;

namespace AtInvites.Tests.Lexicons;

/// <summary>The published lexicons and the CIDs of their records, where they lie beside the repository.</summary>
internal static class PublishedLexicons
{
    /// <summary>The folder <c>shared/lexicons</c> next to a folder above the sources; null where there is none.</summary>
    public static string? Folder([CallerFilePath] string source = "")
    {
        for (var folder = Path.GetDirectoryName(source); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "shared", "lexicons");
            if (File.Exists(Path.Combine(candidate, "CIDS.tsv"))) return candidate;
        }

        return null;
    }
}
