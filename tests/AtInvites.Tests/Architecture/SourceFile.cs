namespace AtInvites.Tests.Architecture;

/// <summary>A C# file, by its path under the repository with forward slashes.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<CSharpText> _read = new(() => CSharpText.Read(text));

    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>The text without its comments and literals, every character still in its place.</summary>
    public string Code => _read.Value.Code;

    public IReadOnlyList<TextPiece> Strings => _read.Value.Strings;

    public IReadOnlyList<TextPiece> Comments => _read.Value.Comments;

    public string Folder => Path[..Path.LastIndexOf('/')];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    public string[] CodeLines => Code.Split('\n');

    public int LineOf(int offset) => Text.AsSpan(0, offset).Count('\n') + 1;

    /// <summary>A fault at an offset, as editors link it.</summary>
    public string Fault(int offset, string what) => $"{Path}:{LineOf(offset)}: {what}";
}
