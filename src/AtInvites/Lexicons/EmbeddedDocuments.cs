using System.Collections.Frozen;
using System.Reflection;

namespace AtInvites.Lexicons;

/// <summary>The documents within this assembly, each a resource named after its NSID.</summary>
internal static class EmbeddedDocuments
{
    private const string Extension = ".json";

    private static readonly Assembly Own = typeof(EmbeddedDocuments).Assembly;

    public static FrozenSet<string> Ids { get; } = Own.GetManifestResourceNames()
        .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
        .Select(name => name[..^Extension.Length]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The UTF-8 JSON of one of <see cref="Ids"/>.</summary>
    public static byte[] Read(string id)
    {
        using var stream = Own.GetManifestResourceStream(id + Extension)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
