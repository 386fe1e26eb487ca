namespace AtInvites.Tests.Architecture;

/// <summary>Sizes: one type a file, short files, methods and lines, few parameters.</summary>
internal static class ShapeRules
{
    public const int ShippedWall = 250;
    public const int TestWall = 400;
    private const int LineWall = 130;
    private const int MethodWall = 40;
    private const int MostParameters = 5;

    public static IEnumerable<string> OneType(SourceFile file)
    {
        var types = CodeReader.Types(file);
        // A program of top-level statements has no type of its own.
        if (types.Count == 0 && file.Name == "Program") yield break;
        if (types is not [var only]) yield return $"{file.Path}: has {types.Count} top-level types, not one";
        else if (only.Name != file.Name) yield return file.Fault(only.Offset, $"{only.Name} is not named as its file");
    }

    public static IEnumerable<string> FileLength(SourceFile file, int wall)
    {
        if (file.Lines.Length > wall) yield return $"{file.Path}: has {file.Lines.Length} lines, over {wall}";
    }

    public static IEnumerable<string> LineLength(SourceFile file) =>
        file.Lines.Index().Where(line => line.Item.Length > LineWall)
            .Select(line => $"{file.Path}:{line.Index + 1}: {line.Item.Length} characters, over {LineWall}");

    public static IEnumerable<string> MethodLength(SourceFile file) =>
        from type in CodeReader.Types(file).SelectMany(type => type.All)
        from method in type.Methods
        where method.Lines > MethodWall
        select file.Fault(method.Offset, $"{type.Name}.{method.Name} has {method.Lines} lines, over {MethodWall}");

    /// <summary>Constructors count as methods, and so do primary ones and positional records, but for what
    /// <paramref name="excepted"/> lists by type name.</summary>
    public static IEnumerable<string> ParameterCount(SourceFile file, IReadOnlyDictionary<string, string> excepted)
    {
        foreach (var type in CodeReader.Types(file).SelectMany(type => type.All))
        {
            if (type.Parameters > MostParameters && !excepted.ContainsKey(type.Name))
                yield return file.Fault(type.Offset, $"{type.Name} takes {type.Parameters} parameters, over {MostParameters}");
            foreach (var method in type.Methods)
            {
                var isExcepted = method.Name == type.Name && excepted.ContainsKey(type.Name);
                if (method.Parameters <= MostParameters || isExcepted) continue;
                yield return file.Fault(
                    method.Offset, $"{type.Name}.{method.Name} takes {method.Parameters} parameters, over {MostParameters}");
            }
        }
    }
}
