namespace AtInvites.Tests.Architecture;

/// <summary>A type as declared, and what is declared in it.</summary>
internal sealed record CodeType(string Name, string Kind, int Offset, int Parameters)
{
    public bool IsPublic { get; init; }

    public IReadOnlyList<CodeType> Nested { get; init; } = [];

    public IReadOnlyList<CodeMethod> Methods { get; init; } = [];

    /// <summary>The type and those nested in it, at any depth.</summary>
    public IEnumerable<CodeType> All => Nested.SelectMany(nested => nested.All).Prepend(this);
}
