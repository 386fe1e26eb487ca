using System.Text;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Tests.Lexicons;

public sealed class ValueTests
{
    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"v":null}""", "")]
    [InlineData("""{"v":1}""", "Input/v must be a string")]
    public void Null_fits_only_where_nullable(string body, string fault)
    {
        Assert.Equal(fault, new Lexicon("""{"type":"string"}""", more: "\"nullable\":[\"v\"],").FaultOfBody(body));
        Assert.Equal("Input/v must be a string", new Lexicon("""{"type":"string"}""").Fault("null"));
    }

    [Fact]
    public void A_default_fills_in_before_required_is_checked()
    {
        var lexicon = new Lexicon("""{"type":"integer","default":3}""", more: "\"required\":[\"v\"],");
        Assert.Equal("", lexicon.FaultOfBody("{}"));
        Assert.Equal("""{"v":3}""", lexicon.Fill("{}"));
        Assert.True(lexicon.Validator.TryRead(Lexicon.X, JsonElement.Parse("{}"), out var input, out _));
        Assert.Equal(3, input.GetInteger("v"));
        var without = new Lexicon("""{"type":"integer"}""", more: "\"required\":[\"v\"],");
        Assert.Equal("Input must have the property \"v\"", without.FaultOfBody("{}"));
    }

    [Fact]
    public void Getters_answer_values_defaults_and_null()
    {
        var lexicon = new Lexicon("""{"type":"ref","ref":"#obj"}""");
        Assert.True(lexicon.Validator.TryRead(Lexicon.X, JsonElement.Parse("""{"v":{"a":"x"},"more":1}"""), out var input,
            out _));
        var inner = input.GetObject("v")!.Value;
        Assert.Equal("x", inner.GetString("a"));
        Assert.Equal(4, inner.GetInteger("d"));
        Assert.Throws<ArgumentException>(() => inner.GetString("undeclared"));
        Assert.Equal("""{"v":{"a":"x","d":4},"more":1}""", input.Fill().GetRawText());
        Assert.True(lexicon.Validator.TryRead(Lexicon.X, JsonElement.Parse("{}"), out input, out _));
        Assert.Null(input.GetObject("v"));
        Assert.Null(input.Get("v"));
    }

    [Fact]
    public void A_union_is_read_through_the_type_it_names()
    {
        var lexicon = new Lexicon("""{"type":"union","refs":["#obj"]}""");
        Assert.True(lexicon.Validator.TryRead(
            Lexicon.X, JsonElement.Parse("""{"v":{"$type":"com.example.x#obj","a":"x"}}"""), out var input, out _));
        Assert.Equal(4, input.GetObject("v")!.Value.GetInteger("d"));
        Assert.True(lexicon.Validator.TryRead(Lexicon.X, JsonElement.Parse("""{"v":{"$type":"com.example.y"}}"""), out input,
            out _));
        Assert.Null(input.GetObject("v"));
    }

    [Theory]
    [InlineData("""{"v":"\ud800"}""", "Input/v")]
    [InlineData("""{"v":"a\udc00"}""", "Input/v")]
    [InlineData("""{"v":"\ud800\ud800\udc00"}""", "Input/v")]
    [InlineData("""{"w":[{"x":"\udfff"}]}""", "Input/w")]
    [InlineData("""{"\ud800":1}""", "Input")]
    [InlineData("""{"v\udc00":1}""", "Input")]
    public void Half_a_surrogate_pair_is_a_fault(string body, string path)
    {
        var lexicon = new Lexicon("""{"type":"string","maxLength":100}""");
        Assert.Equal(path, lexicon.Validator.ValidateInput(Lexicon.X, JsonElement.Parse(body))!.Value.Path);
    }

    [Theory]
    [InlineData("""{"v":"\ud83c\udf51"}""")]
    [InlineData("""{"v":"\\ud800"}""")]
    [InlineData("""{"v":"\\\ud83c\udf51"}""")]
    public void Whole_pairs_and_escaped_backslashes_are_text(string body) =>
        Assert.Equal("", new Lexicon("""{"type":"string","maxLength":100}""").FaultOfBody(body));

    [Fact]
    public void Bytes_that_are_not_utf8_are_a_fault()
    {
        byte[] body = [.. "{\"v\":\""u8, 0xff, 0xfe, .. "\"}"u8];
        using var document = JsonDocument.Parse(body);
        var fault = new Lexicon("""{"type":"string","maxLength":100}""").Validator.ValidateInput(Lexicon.X, document.RootElement);
        Assert.Equal("Input/v", fault!.Value.Path);
    }

    [Theory]
    [InlineData(60, "")]
    [InlineData(5000, "is nested too deeply")]
    public void Depth_is_bounded(int depth, string fault)
    {
        const string recursive = """
            { "lexicon": 1, "id": "com.example.deep", "defs": { "node": { "type": "object", "properties": {
              "next": { "type": "ref", "ref": "#node" } } } } }
            """;
        var lexicon = new Lexicon("""{"type":"ref","ref":"com.example.deep#node"}""", recursive);
        var text = new StringBuilder().Insert(0, "{\"next\":", depth).Append("{}").Append('}', depth).ToString();
        using var document = JsonDocument.Parse($"{{\"v\":{text}}}", new JsonDocumentOptions { MaxDepth = 10_000 });
        var found = lexicon.Validator.ValidateInput(Lexicon.X, document.RootElement);
        Assert.Equal(fault, found?.Message ?? "");
        Assert.True((found?.ToString() ?? "").Length < 500);
    }

    [Fact]
    public void A_message_never_repeats_the_value()
    {
        var lexicon = new Lexicon("""{"type":"string","format":"did","enum":["a"],"maxLength":50}""");
        Assert.DoesNotContain("canary", lexicon.Fault("\"canary\""), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new Lexicon("""{"type":"integer"}""").Fault("\"canary\""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_body_is_a_fault() => Assert.Equal(
        "Input must be an object", new Lexicon("""{"type":"string"}""").Validator.ValidateInput(Lexicon.X, default)?.ToString());

    [Theory]
    [InlineData("""{"$type":"com.example.note","text":"x"}""", "")]
    [InlineData("""{"text":"x"}""", "Record/$type must be a string")]
    [InlineData("""{"$type":"com.example.other","text":"x"}""", "Record/$type must be com.example.note")]
    [InlineData("""{"$type":"com.example.note#main","text":"x"}""", "Record/$type must be com.example.note")]
    [InlineData("""{"$type":"com.example.note"}""", "Record must have the property \"text\"")]
    [InlineData("[]", "Record must be an object")]
    public void A_record_names_its_collection(string record, string fault)
    {
        var catalog = new LexiconCatalog();
        catalog.Add("""
            { "lexicon": 1, "id": "com.example.note", "defs": { "main": { "type": "record", "key": "tid", "record": {
              "type": "object", "required": ["text"], "properties": { "text": { "type": "string" } } } } } }
            """);
        var note = Nsid.Parse("com.example.note");
        Assert.Equal(fault, new LexiconValidator(catalog).ValidateRecord(note, JsonElement.Parse(record))?.ToString() ?? "");
        Assert.Throws<LexiconException>(() => new LexiconValidator(catalog).ValidateRecord(Lexicon.X, JsonElement.Parse(record)));
    }

    [Fact]
    public void A_valid_value_costs_no_allocation()
    {
        var validator = new LexiconValidator(LexiconCatalog.CreateDefault());
        var create = Nsid.Parse("rsvp.atmo.space.invite.create");
        var body = JsonElement.Parse("""
            {"spaceUri":"at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/a.b.c/x","perms":"read","maxUses":5,"note":"hé"}
            """);
        Assert.Null(validator.ValidateInput(create, body));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 100; turn++) validator.TryRead(create, body, out _, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
