namespace AtInvites.Tests.Architecture;

/// <summary>A folder is a layer and a namespace, and names only the layers below it.</summary>
internal static class LayerRules
{
    private const string Product = "AtInvites.";

    public static IEnumerable<string> Placed(SourceFile file)
    {
        if (LayerTable.LayerOf(file) is not { } layer)
        {
            yield return $"{file.Path}: {file.Folder} is not a layer";
            yield break;
        }
        var declared = file.CodeLines.Where(line => line.StartsWith("namespace ", StringComparison.Ordinal)).ToArray();
        var expected = $"namespace {Product}{layer};";
        if (declared is not [var only] || only.TrimEnd() != expected) yield return $"{file.Path}: needs \"{expected}\"";
    }

    public static IEnumerable<string> Allowed(SourceFile file) => LayerTable.LayerOf(file) is not { } from
        ? []
        : Named(file).Where(named => !LayerTable.Allows(from, named.Layer))
            .Select(named => file.Fault(named.Offset, $"{from} may not name {named.Layer}"));

    /// <summary>The cycles among layers as the files make them, whatever the table says.</summary>
    public static IEnumerable<string> Cycles(IEnumerable<SourceFile> files)
    {
        var names = files.SelectMany(file => Named(file).Select(named => (From: LayerTable.LayerOf(file), To: named.Layer)))
            .Where(edge => edge.From is not null && edge.From != edge.To)
            .ToLookup(edge => edge.From!, edge => edge.To);
        return LayerTable.Layers.Where(layer => Reaches(names, layer, layer, []))
            .Select(layer => $"{layer} names itself in a circle");
    }

    private static bool Reaches(ILookup<string, string> names, string from, string goal, HashSet<string> seen) =>
        names[from].Distinct().Any(next => next == goal || (seen.Add(next) && Reaches(names, next, goal, seen)));

    /// <summary>Layers named in full (<c>AtInvites.Stores.Invite</c>, usings) and, as the namespaces nest, in part
    /// (<c>Stores.Invite</c>, and <c>Sql.SqlDialect</c> within Stores).</summary>
    private static IEnumerable<(string Layer, int Offset)> Named(SourceFile file)
    {
        var parents = LayerTable.LayerOf(file) is { } layer ? Parents(layer) : [""];
        foreach (var (name, offset) in DottedNames(file.Code))
        {
            if (IsDeclaration(file.Code, offset)) continue;
            var isFull = name.StartsWith(Product, StringComparison.Ordinal);
            var found = isFull
                ? LayerTable.LayerIn(name[Product.Length..])
                : parents.Select(parent => LayerTable.LayerIn(parent + name)).FirstOrDefault(
                    candidate => candidate is not null && name.Contains('.', StringComparison.Ordinal)
                        && !parents.Contains(candidate + "."));
            if (found is not null) yield return (found, offset);
        }
    }

    private static string[] Parents(string layer)
    {
        var parts = layer.Split('.');
        return [.. Enumerable.Range(0, parts.Length + 1).Reverse()
            .Select(count => string.Concat(parts[..count].Select(part => part + ".")))];
    }

    private static bool IsDeclaration(string code, int offset) =>
        code[..offset].TrimEnd().EndsWith("namespace", StringComparison.Ordinal);

    private static IEnumerable<(string Name, int Offset)> DottedNames(string code)
    {
        for (var at = 0; at < code.Length; at++)
        {
            if (!char.IsLetter(code[at]) && code[at] != '_') continue;
            var start = at;
            while (at < code.Length && (char.IsLetterOrDigit(code[at]) || code[at] is '_' or '.')) at++;
            var follows = start > 0 && code[start - 1] is '.';
            if (!follows) yield return (code[start..at].TrimEnd('.'), start);
        }
    }
}
