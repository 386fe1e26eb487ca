using System.Xml.Linq;

namespace AtInvites.Tests.Architecture;

/// <summary>Every package version is written once, in one file, and is exact.</summary>
internal static class PackageRules
{
    public static IEnumerable<string> Versions(string props)
    {
        var versions = XDocument.Parse(props).Descendants("PackageVersion")
            .Select(element => (Name: (string?)element.Attribute("Include"), Version: (string?)element.Attribute("Version")))
            .ToList();
        foreach (var (name, version) in versions.Where(package => !IsExact(package.Version)))
            yield return $"{name}: \"{version}\" is not an exact version";
        var byName = versions.GroupBy(package => package.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var twice in byName.Where(group => group.Count() > 1))
            yield return $"{twice.Key}: has {twice.Count()} versions";
    }

    public static IEnumerable<string> References(string path, string project, string props)
    {
        var known = XDocument.Parse(props).Descendants("PackageVersion")
            .Select(element => (string?)element.Attribute("Include")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in XDocument.Parse(project).Descendants("PackageReference"))
        {
            var name = (string?)reference.Attribute("Include") ?? (string?)reference.Attribute("Update");
            if (!known.Contains(name)) yield return $"{path}: {name} has no version in Directory.Packages.props";
            var own = reference.Attributes().Select(attribute => attribute.Name.LocalName)
                .Concat(reference.Elements().Select(element => element.Name.LocalName));
            if (own.Any(part => part is "Version" or "VersionOverride")) yield return $"{path}: {name} has a version of its own";
        }
    }

    public static bool IsExact(string? version)
    {
        var number = version?.Split('-', 2)[0].Split('.');
        return number is { Length: >= 3 and <= 4 } && number.All(part => part.Length > 0 && part.All(char.IsAsciiDigit))
            && version!.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
    }
}
