using AtInvites.Lexicons;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AtInvites.Tests.Lexicons;

public sealed class ParameterTests
{
    private static readonly Nsid Query = Nsid.Parse("com.example.query");
    private readonly LexiconCatalog _catalog = new();
    private readonly LexiconValidator _validator;

    public ParameterTests()
    {
        _catalog.Add("""
            { "lexicon": 1, "id": "com.example.query", "defs": { "main": { "type": "query", "parameters": { "type": "params",
              "required": ["who"], "properties": {
                "who": { "type": "string", "format": "did" },
                "limit": { "type": "integer", "minimum": 1, "maximum": 100, "default": 50 },
                "all": { "type": "boolean", "default": false },
                "scope": { "type": "string", "default": "member" },
                "tags": { "type": "array", "items": { "type": "string", "maxLength": 3 }, "maxLength": 2 },
                "numbers": { "type": "array", "items": { "type": "integer" } } } } } } }
            """);
        _validator = new(_catalog);
    }

    [Theory]
    [InlineData("?who=did:web:a.b", """{"who":"did:web:a.b","limit":50,"all":false,"scope":"member"}""")]
    [InlineData("?who=did:web:a.b&limit=&all=&scope=&tags=", """{"who":"did:web:a.b","limit":50,"all":false,"scope":"member"}""")]
    [InlineData("?who=did%3Aweb%3Aa.b&limit=7&all=true", """{"who":"did:web:a.b","limit":7,"all":true,"scope":"member"}""")]
    [InlineData("?who=did:web:a.b&LIMIT=7&x=1&x=2", """{"who":"did:web:a.b","limit":50,"all":false,"scope":"member"}""")]
    [InlineData("?who=did:web:a.b&tags=a&tags=&tags=b&numbers=-3",
        """{"who":"did:web:a.b","limit":50,"all":false,"scope":"member","tags":["a","b"],"numbers":[-3]}""")]
    public void Text_becomes_values_with_defaults(string query, string filled)
    {
        Assert.True(_validator.TryReadParameters(Query, new QueryString(query), out var parameters, out var fault),
            fault.ToString());
        Assert.Equal(filled, parameters.Fill().GetRawText());
    }

    [Theory]
    [InlineData("", "Params must have the property \"who\"")]
    [InlineData("?who=", "Params must have the property \"who\"")]
    [InlineData("?who=x", "who must be a valid did")]
    [InlineData("?who=did:web:a.b&limit=0", "limit can not be less than 1")]
    [InlineData("?who=did:web:a.b&limit=101", "limit can not be greater than 100")]
    [InlineData("?who=did:web:a.b&limit=1.5", "limit must be an integer")]
    [InlineData("?who=did:web:a.b&limit=abc", "limit must be an integer")]
    [InlineData("?who=did:web:a.b&limit=-", "limit must be an integer")]
    [InlineData("?who=did:web:a.b&limit=9007199254740992",
        "limit must be an integer between -9007199254740991 and 9007199254740991")]
    [InlineData("?who=did:web:a.b&limit=99999999999999999999",
        "limit must be an integer between -9007199254740991 and 9007199254740991")]
    [InlineData("?who=did:web:a.b&limit=1&limit=2", "limit must be given only once")]
    [InlineData("?who=did:web:a.b&who=", "who must be given only once")]
    [InlineData("?who=did:web:a.b&all=yes", "all must be a boolean, true or false")]
    [InlineData("?who=did:web:a.b&tags=a&tags=b&tags=c", "tags must not have more than 2 elements")]
    [InlineData("?who=did:web:a.b&tags=a&tags=long", "tags/1 must not be longer than 3 bytes")]
    [InlineData("?who=did:web:a.b&numbers=1&numbers=x", "numbers/1 must be an integer")]
    public void A_fault_names_the_parameter(string query, string message)
    {
        Assert.False(_validator.TryReadParameters(Query, new QueryString(query), out _, out var fault));
        Assert.Equal(message, fault.ToString());
    }

    [Fact]
    public void Getters_answer_values_and_defaults()
    {
        IQueryCollection query = new QueryCollection(new Dictionary<string, StringValues>
        {
            ["who"] = "did:web:a.b",
            ["tags"] = new(["a", "b"]),
        });
        Assert.True(_validator.TryReadParameters(Query, query, out var parameters, out _));
        Assert.Equal("did:web:a.b", parameters.GetString("who"));
        Assert.Equal("member", parameters.GetString("scope"));
        Assert.Equal(50, parameters.GetInteger("limit"));
        Assert.False(parameters.GetBoolean("all"));
        Assert.Equal(["a", "b"], parameters.GetStrings("tags"));
        Assert.Empty(parameters.GetStrings("numbers"));
        Assert.Throws<ArgumentException>(() => parameters.GetString("undeclared"));
    }

    [Fact]
    public void A_method_can_take_more_parameters_than_its_document_says()
    {
        _catalog.AddParameters(Query, """{ "cursor": { "type": "string", "maxLength": 5 } }""");
        Assert.True(_validator.TryReadParameters(Query, new QueryString("?who=did:web:a.b&cursor=abc"), out var parameters,
            out _));
        Assert.Equal("abc", parameters.GetString("cursor"));
        Assert.Throws<LexiconException>(() => _catalog.AddParameters(Query, """{ "limit": { "type": "integer" } }"""));
    }
}
