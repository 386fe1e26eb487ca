using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Tests.Lexicons;

/// <summary>A catalog with one procedure, <c>com.example.x</c>, whose input has one property <c>v</c> of the schema under
/// test.</summary>
internal sealed class Lexicon
{
    public static readonly Nsid X = Nsid.Parse("com.example.x");

    public Lexicon(string schema, string? further = null, string more = "")
    {
        Catalog.Add($$"""
            { "lexicon": 1, "id": "com.example.x", "defs": { "main": { "type": "procedure",
              "input": { "encoding": "application/json",
              "schema": { "type": "object", {{more}} "properties": { "v": {{schema}} } } } },
              "obj": { "type": "object", "required": ["a"], "properties": {
                "a": { "type": "string" }, "d": { "type": "integer", "default": 4 } } },
              "tok": { "type": "token" } } }
            """);
        if (further is not null) Catalog.Add(further);
        Validator = new(Catalog);
    }

    public LexiconCatalog Catalog { get; } = new();

    public LexiconValidator Validator { get; }

    /// <summary>What is wrong with <paramref name="value"/> as the property; "" when nothing is.</summary>
    public string Fault(string value) => FaultOfBody($$"""{"v":{{value}}}""");

    public string FaultOfBody(string body) => Validator.ValidateInput(X, JsonElement.Parse(body))?.ToString() ?? "";

    public string Fill(string body)
    {
        Assert.True(Validator.TryRead(X, JsonElement.Parse(body), out var input, out var fault), fault.ToString());
        return input.Fill().GetRawText();
    }
}
