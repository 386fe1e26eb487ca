namespace AtInvites.Tests.Architecture;

/// <summary>Names say what a thing is: no bags, no layer's name twice, the product's name for hosts only.</summary>
internal static class NameRules
{
    private const string Product = "AtInvites";
    private static readonly string[] Words = ["Common", "Misc", "Internal", "Internals", "Shared"];

    private static readonly string[] Endings =
        ["Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager", "Managers"];

    public static IEnumerable<string> Bags(SourceFile file)
    {
        var folders = file.Folder.Split('/').Where(IsBag).Select(folder => $"{file.Path}: the folder {folder} names nothing");
        return Types(file).Where(type => IsBag(type.Name))
            .Select(type => file.Fault(type.Offset, $"{type.Name} names nothing")).Concat(folders);
    }

    public static IEnumerable<string> LayersAsTypes(SourceFile file)
    {
        var layers = LayerTable.Layers.SelectMany(layer => layer.Split('.')).ToHashSet();
        return Types(file).Where(type => layers.Contains(type.Name))
            .Select(type => file.Fault(type.Offset, $"{type.Name} is a layer's name"));
    }

    /// <summary>Types of the product's name are what hosts see, and what is named after such a type.</summary>
    public static IEnumerable<string> ProductName(IReadOnlyCollection<SourceFile> files)
    {
        var seen = files.Where(file => LayerTable.LayerOf(file) == "Hosting").SelectMany(Types)
            .Where(type => type.IsPublic && IsProduct(type)).Select(type => type.Name).ToHashSet();
        foreach (var file in files)
        {
            var isHosting = LayerTable.LayerOf(file) == "Hosting";
            foreach (var type in Types(file))
            {
                if (IsProduct(type) && !(isHosting && seen.Any(name => type.Name.StartsWith(name, StringComparison.Ordinal))))
                    yield return file.Fault(type.Offset, $"{type.Name} bears the product's name, which only hosts see");
                if (isHosting) continue;
                foreach (var method in type.Methods.Where(method => method.Name.Contains(Product, StringComparison.Ordinal)))
                    yield return file.Fault(method.Offset, $"{method.Name} bears the product's name, which only hosts see");
            }
        }
    }

    private static bool IsProduct(CodeType type) => type.Name.StartsWith(Product, StringComparison.Ordinal);

    private static bool IsBag(string name) =>
        Words.Contains(name) || Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private static IEnumerable<CodeType> Types(SourceFile file) => CodeReader.Types(file).SelectMany(type => type.All);
}
