using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Lexicons;

namespace AtInvites.Tests.Lexicons;

public sealed class EmbeddedDocumentTests
{
    private static readonly string[] Families =
        ["rsvp.atmo.space.", "com.atproto.server.", "com.atproto.admin.", "com.atproto.repo.", "pub.chive.", "blue.registry."];

    public static TheoryData<string> Documents => [.. Names()];

    [Fact]
    public void Every_reference_between_them_resolves() => LexiconCatalog.CreateDefault().CheckReferences();

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_description_is_copied(string name) =>
        Assert.DoesNotContain("\"description\":", Text(name), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_file_is_named_after_its_id(string name) =>
        Assert.Equal(name, JsonElement.Parse(Text(name)).GetProperty("id").GetString() + ".json");

    [Fact]
    public void Their_structure_is_the_published_one()
    {
        var folder = PublishedLexicons.Folder();
        if (folder is null) Assert.Skip("No folder shared/lexicons above the sources to compare the embedded documents with.");
        var published = Families.SelectMany(family => Directory.GetFiles(folder, family + "*.json")).ToList();
        Assert.Equal(published.Select(Path.GetFileName).Order(), Names().Order());
        foreach (var file in published)
        {
            var theirs = JsonNode.Parse(File.ReadAllText(file));
            RemoveDescriptions(theirs);
            Assert.True(JsonNode.DeepEquals(theirs, JsonNode.Parse(Text(Path.GetFileName(file)))), Path.GetFileName(file));
        }
    }

    private static void RemoveDescriptions(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            if (members["description"] is JsonValue) members.Remove("description");
            foreach (var (_, member) in members) RemoveDescriptions(member);
        }
        if (node is JsonArray items)
            foreach (var item in items) RemoveDescriptions(item);
    }

    private static IEnumerable<string> Names() =>
        typeof(LexiconCatalog).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".json", StringComparison.Ordinal));

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(LexiconCatalog).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
