using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Tests.Lexicons;

public sealed class CatalogTests
{
    [Theory]
    [InlineData("[]", "a lexicon document is a JSON object")]
    [InlineData("{", "is not a JSON document")]
    [InlineData("""{"lexicon":1,"lexicon":1}""", "is not a JSON document")]
    [InlineData("""{"lexicon":1,"defs":{}}""", "needs a string \"id\"")]
    [InlineData("""{"lexicon":1,"id":"not an id","defs":{}}""", "must be an NSID")]
    [InlineData("""{"lexicon":2,"id":"com.example.x","defs":{}}""", "\"lexicon\" must be 1")]
    [InlineData("""{"lexicon":1,"id":"com.example.x"}""", "needs an object \"defs\"")]
    public void A_document_has_its_form(string document, string message) => AssertRefused(document, message);

    [Theory]
    [InlineData("""{"type":"bogus"}""", "\"bogus\" is not a type that may stand here")]
    [InlineData("""{"type":"object","required":["z"],"properties":{}}""", "names \"z\", no property")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","default":1}}}""",
        "the default does not fit its own type: it must be a string")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","const":1}}}""", "\"const\" must be of type string")]
    [InlineData("""{"type":"string","enum":[1]}""", "\"enum\" must hold string values only")]
    [InlineData("""{"type":"string","format":"bogus"}""", "\"bogus\" is not a string format")]
    [InlineData("""{"type":"integer","minimum":5,"maximum":1}""", "the lower bound 5 is above the upper bound 1")]
    [InlineData("""{"type":"integer","default":11,"maximum":10}""", "it can not be greater than 10")]
    [InlineData("""{"type":"array"}""", "needs an object \"items\"")]
    [InlineData("""{"type":"array","items":{"type":"record"}}""", "\"record\" is not a type that may stand here")]
    [InlineData("""{"type":"array","items":{"type":"ref","ref":"#nope"}}""", "there is no data type \"nope\" here")]
    [InlineData("""{"type":"array","items":{"type":"ref","ref":"no nsid"}}""", "is not a reference")]
    [InlineData("""{"type":"array","items":{"type":"union"}}""", "a union needs a list \"refs\"")]
    [InlineData("""{"type":"array","items":{"type":"union","refs":[],"closed":true}}""", "fits nothing")]
    [InlineData("""{"type":"ref","ref":"#x"}""", "\"ref\" is not a type that may stand here")]
    [InlineData("""{"type":"record","record":{"type":"string"}}""", "a record holds an object")]
    [InlineData("""{"type":"query","input":{"encoding":"a/b"}}""", "only a procedure has an input")]
    [InlineData("""{"type":"query","parameters":{"type":"params","properties":{"a":{"type":"ref","ref":"#main"}}}}""",
        "a parameter is")]
    [InlineData("""{"type":"procedure","input":{"encoding":"a/b","schema":{"type":"string"}}}""",
        "a body is an object, a ref or a union")]
    public void A_wrong_definition_is_refused_with_its_place(string definition, string message)
    {
        var fault = AssertRefused($$"""{"lexicon":1,"id":"com.example.x","defs":{"main":{{definition}} } }""", message);
        Assert.Equal("com.example.x", fault.Document);
        Assert.StartsWith("defs/main", fault.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Methods_and_records_are_the_main_definition() =>
        AssertRefused("""{"lexicon":1,"id":"com.example.x","defs":{"other":{"type":"query"}}}""", "must be the main definition");

    [Theory]
    [InlineData("""{"type":"permission-set","permissions":[]}""")]
    [InlineData("""{"type":"subscription","message":{"schema":{"type":"union","refs":[]}}}""")]
    [InlineData("""{"type":"procedure","input":{"encoding":"*/*"}}""")]
    [InlineData("""{"type":"token"}""")]
    [InlineData("""{"type":"string","notYetKnown":1}""")]
    public void The_rest_of_the_language_is_read(string definition)
    {
        var catalog = new LexiconCatalog();
        catalog.Add($$"""{"lexicon":1,"id":"com.example.x","defs":{"main":{{definition}} } }""");
        Assert.True(catalog.Contains(Nsid.Parse("com.example.x")));
    }

    [Fact]
    public void The_same_document_again_changes_nothing_and_another_is_refused()
    {
        var catalog = new LexiconCatalog();
        catalog.Add("""
            {"lexicon":1,"id":"com.example.x",
             "defs":{"a":{"type":"object","properties":{"description":{"type":"string"}}}}}
            """);
        catalog.Add("""
            {"id":"com.example.x","lexicon":1,"description":"Words.",
             "defs":{"a":{"description":"More.","type":"object","properties":{"description":{"type":"string"}}}}}
            """);
        var fault = Assert.Throws<LexiconException>(() =>
            catalog.Add("""{"lexicon":1,"id":"com.example.x","defs":{"a":{"type":"token"}}}"""));
        Assert.Equal("AtInvites: lexicon com.example.x: is in the catalog already with another structure; keep one of the two.",
            fault.Message);
    }

    [Fact]
    public void A_reference_that_leads_nowhere_is_the_hosts_fault()
    {
        var lexicon = new Lexicon("""{"type":"ref","ref":"com.example.later#obj"}""");
        var fault = Assert.Throws<LexiconException>(lexicon.Catalog.CheckReferences);
        Assert.Equal("defs/main/input/schema/properties/v", fault.Path);
        Assert.Throws<LexiconException>(() => lexicon.Fault("{}"));
        lexicon.Catalog.Add("""{"lexicon":1,"id":"com.example.later","defs":{"obj":{"type":"object","properties":{}}}}""");
        lexicon.Catalog.CheckReferences();
        Assert.Equal("", lexicon.Fault("{}"));
    }

    [Fact]
    public void A_method_tells_what_its_document_says()
    {
        var catalog = LexiconCatalog.CreateDefault();
        Assert.True(catalog.TryGetMethod(Nsid.Parse("rsvp.atmo.space.invite.create"), out var create));
        Assert.Equal(LexiconMethodKind.Procedure, create.Kind);
        Assert.Equal("application/json", create.InputEncoding);
        Assert.True(create.HasInput && create.HasOutput);
        Assert.Equal(["NotFound", "Forbidden"], create.Errors);
        Assert.True(catalog.TryGetMethod(Nsid.Parse("rsvp.atmo.space.invite.list"), out var list));
        Assert.Equal(LexiconMethodKind.Query, list.Kind);
        Assert.False(list.HasInput);
        Assert.False(catalog.TryGetMethod(Nsid.Parse("rsvp.atmo.space.defs"), out _));
        Assert.Throws<LexiconException>(() => new LexiconValidator(catalog).ValidateInput(list.Id, JsonElement.Parse("{}")));
    }

    private static LexiconException AssertRefused(string document, string message)
    {
        var fault = Assert.Throws<LexiconException>(() => new LexiconCatalog().Add(document));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("AtInvites: lexicon ", fault.Message, StringComparison.Ordinal);
        return fault;
    }
}
