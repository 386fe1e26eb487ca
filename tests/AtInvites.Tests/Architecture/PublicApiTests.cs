using System.Reflection;

namespace AtInvites.Tests.Architecture;

public sealed class PublicApiTests
{
    private static readonly string Folder = Path.Combine(SourceTree.ThisFolder(), "PublicApi");

    /// <summary>Every project under src, by its folder.</summary>
    public static TheoryData<string> Packages =>
        [.. SourceTree.Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task The_public_surface_is_as_reviewed(string package)
    {
        var path = Path.Combine(Folder, package + ".txt");
        var now = ApiText.Of(Assembly.Load(package).GetExportedTypes());
        var isAccepted = Environment.GetEnvironmentVariable("ATINVITES_ACCEPT_API") == "1";
        if (isAccepted) await File.WriteAllTextAsync(path, now, TestContext.Current.CancellationToken);
        var before = File.Exists(path) ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) : "";
        if (before == now) return;
        Assert.Fail(
            $"The public surface of {package} changed:\n{TextDifference.Between(before, now)}\n"
            + "If this is meant, run these tests with ATINVITES_ACCEPT_API=1 and have the change of PublicApi/*.txt reviewed.");
    }

    [Fact]
    public void No_text_is_left_of_a_package_that_is_gone() =>
        Assert.Equal(
            Packages.Select(row => row.Data + ".txt").Order(StringComparer.Ordinal),
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void A_surface_is_written_as_people_read_it()
    {
        const string ns = "AtInvites.Tests.Architecture.ApiSamples.";
        Assert.Equal(
            $$"""
            abstract class {{ns}}Basis<T> where T : class, IDisposable, new()
                protected new()
                const string Name = "n"
                abstract T[] All(out IReadOnlyList<string?>? names)
                protected virtual T? Find(string? name, int limit = 5)

            delegate Task<int?> {{ns}}Call(object target)

            interface {{ns}}IThing
                int Count { get; }
                void Do<TItem>(ref TItem item) where TItem : struct

            enum {{ns}}Kind : int
                One = 1
                Two = 2

            readonly record struct {{ns}}Point : IComparable<ApiSamples.Point>
                new(int X)
                int X { get; init; }
                int CompareTo(ApiSamples.Point other)

            sealed record {{ns}}Row
                new()
                required string Text { get; init; }

            """.ReplaceLineEndings("\n"),
            ApiText.Of(typeof(ApiSamples).GetNestedTypes()));
    }

    [Fact]
    public void An_extension_is_written_as_one() => Assert.Equal(
        "static class AtInvites.Tests.Architecture.ApiSamples\n"
        + "    static string Tell(this ApiSamples.IThing thing, CancellationToken cancellationToken = default)\n",
        ApiText.Of([typeof(ApiSamples)]));

    [Fact]
    public void A_difference_shows_what_changed_and_where() => Assert.Equal(
        """
          class A
        - one
        +     three
        + class C
        """.Replace("- one", "-     one", StringComparison.Ordinal).ReplaceLineEndings("\n"),
        TextDifference.Between("class A\n    one\n    two\n\nclass B\n", "class A\n    two\n    three\n\nclass B\n\nclass C\n"));

    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Equal("", TextDifference.Between("a\n  b\n", "a\n  b\n"));
}
