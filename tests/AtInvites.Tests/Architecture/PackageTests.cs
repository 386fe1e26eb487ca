using System.Text.Json;

namespace AtInvites.Tests.Architecture;

public sealed class PackageTests
{
    private const string Good = """<Project><ItemGroup><PackageVersion Include="A.B" Version="1.2.3" /></ItemGroup></Project>""";

    private static readonly string Props = Text("Directory.Packages.props");

    [Fact]
    public void Every_version_is_exact_and_written_once() => SourceTree.Holds(PackageRules.Versions(Props));

    [Fact]
    public void Every_reference_has_a_version_and_none_of_its_own()
    {
        string[] projects = ["src", "tests", "samples", "benchmarks"];
        string[] patterns = ["*.csproj", "*.props"];
        var paths = projects.SelectMany(folder => patterns.SelectMany(pattern => SourceTree.Files(folder, pattern))).ToList();
        Assert.True(paths.Count >= 5);
        SourceTree.Holds(paths.SelectMany(path => PackageRules.References(path, Text(path), Props)));
    }

    [Fact]
    public void The_interop_packages_have_exact_versions()
    {
        using var manifest = JsonDocument.Parse(Text("tests/interop/package.json"));
        Assert.All(manifest.RootElement.GetProperty("devDependencies").EnumerateObject(),
            package => Assert.True(PackageRules.IsExact(package.Value.GetString()), package.ToString()));
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.3-preview.1")]
    public void An_exact_version_is_left_alone(string version) =>
        Assert.Empty(PackageRules.Versions(Good.Replace("1.2.3", version, StringComparison.Ordinal)));

    [Theory]
    [InlineData("1.*")]
    [InlineData("1.2")]
    [InlineData("[1.2.3]")]
    [InlineData("[1.2.3, 2.0.0)")]
    [InlineData("^1.2.3")]
    [InlineData("1.2.*")]
    [InlineData("$(Version)")]
    [InlineData("")]
    public void A_version_that_floats_is_found(string version) =>
        Assert.Single(PackageRules.Versions(Good.Replace("1.2.3", version, StringComparison.Ordinal)));

    [Fact]
    public void A_version_written_twice_is_found() => Assert.Single(PackageRules.Versions(Good.Replace(
        "</ItemGroup>", """<PackageVersion Include="a.b" Version="1.2.4" /></ItemGroup>""", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""<PackageReference Include="A.C" />""", 1)]
    [InlineData("""<PackageReference Include="A.B" Version="1.2.3" />""", 1)]
    [InlineData("""<PackageReference Include="A.B"><VersionOverride>1.2.4</VersionOverride></PackageReference>""", 1)]
    [InlineData("""<PackageReference Include="a.b" PrivateAssets="all" />""", 0)]
    public void A_reference_without_a_central_version_is_found(string reference, int faults) =>
        Assert.Equal(faults, PackageRules.References("a.csproj", $"<Project>{reference}</Project>", Good).Count());

    private static string Text(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));
}
