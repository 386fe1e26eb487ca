namespace AtInvites.Tests.Lexicons;

/// <summary>Every type of the language, with the message of each way to miss it.</summary>
public sealed class TypeTests
{
    private const string Cid = "bafkreigbjlewuqkrcprkdkpohw3dxdhg5ub4gn4xvv6mncgcpjy2mrdcoi";
    private const string Blob = $$"""{"$type":"blob","ref":{"$link":"{{Cid}}"},"mimeType":"image/png","size":10}""";

    [Theory]
    [InlineData("""{"type":"boolean"}""", "true", "")]
    [InlineData("""{"type":"boolean"}""", "\"true\"", "Input/v must be a boolean")]
    [InlineData("""{"type":"boolean"}""", "null", "Input/v must be a boolean")]
    [InlineData("""{"type":"boolean","const":true}""", "false", "Input/v must be true")]
    [InlineData("""{"type":"boolean","const":false}""", "true", "Input/v must be false")]
    [InlineData("""{"type":"null"}""", "null", "")]
    [InlineData("""{"type":"null"}""", "0", "Input/v must be null")]
    public void Booleans_and_null(string schema, string value, string fault) =>
        Assert.Equal(fault, new Lexicon(schema).Fault(value));

    [Theory]
    [InlineData("1.0", "")]
    [InlineData("1e3", "")]
    [InlineData("10e-1", "")]
    [InlineData("-0", "")]
    [InlineData("9007199254740991", "")]
    [InlineData("-9007199254740991.0", "")]
    [InlineData("1.5", "Input/v must be an integer")]
    [InlineData("1e400", "Input/v must be an integer")]
    [InlineData("\"1\"", "Input/v must be an integer")]
    [InlineData("9007199254740992", "Input/v must be an integer between -9007199254740991 and 9007199254740991")]
    [InlineData("-9007199254740992e0", "Input/v must be an integer between -9007199254740991 and 9007199254740991")]
    [InlineData("99999999999999999999", "Input/v must be an integer between -9007199254740991 and 9007199254740991")]
    public void A_number_is_an_integer_by_its_value(string value, string fault) =>
        Assert.Equal(fault, new Lexicon("""{"type":"integer"}""").Fault(value));

    [Theory]
    [InlineData("""{"type":"integer","minimum":1}""", "0", "Input/v can not be less than 1")]
    [InlineData("""{"type":"integer","maximum":10}""", "11", "Input/v can not be greater than 10")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":10}""", "10", "")]
    [InlineData("""{"type":"integer","enum":[1,2]}""", "3", "Input/v must be one of (1|2)")]
    [InlineData("""{"type":"integer","const":3}""", "4", "Input/v must be 3")]
    [InlineData("""{"type":"integer","const":3}""", "3.0", "")]
    public void Integers_keep_their_bounds(string schema, string value, string fault) =>
        Assert.Equal(fault, new Lexicon(schema).Fault(value));

    [Theory]
    [InlineData("""{"type":"string"}""", "1", "Input/v must be a string")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"é\"", "")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"\\u00e9\"", "")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"aé\"", "Input/v must not be longer than 2 bytes")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"a\\u00e9\"", "Input/v must not be longer than 2 bytes")]
    [InlineData("""{"type":"string","minLength":2}""", "\"a\"", "Input/v must not be shorter than 2 bytes")]
    [InlineData("""{"type":"string","maxGraphemes":1}""", "\"👩‍👩‍👧\"", "")]
    [InlineData("""{"type":"string","maxGraphemes":1}""", "\"ab\"", "Input/v must not be longer than 1 graphemes")]
    [InlineData("""{"type":"string","minGraphemes":2}""", "\"e\u0301\"", "Input/v must not be shorter than 2 graphemes")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "\"c\"", "Input/v must be one of (a|b)")]
    [InlineData("""{"type":"string","const":"a"}""", "\"b\"", "Input/v must be a")]
    [InlineData("""{"type":"string","const":"a"}""", "\"\\u0061\"", "")]
    [InlineData("""{"type":"string","knownValues":["a"]}""", "\"other\"", "")]
    public void Strings_keep_their_bounds(string schema, string value, string fault) =>
        Assert.Equal(fault, new Lexicon(schema).Fault(value));

    [Theory]
    [InlineData("at-identifier", "did:web:a.b", "Input/v must be a valid did or a handle")]
    [InlineData("at-uri", "at://did:web:a.b", "Input/v must be a valid at-uri")]
    [InlineData("cid", Cid, "Input/v must be a cid string")]
    [InlineData("datetime", "2026-01-02T03:04:05Z", "Input/v must be a valid atproto datetime (RFC 3339 with a time zone)")]
    [InlineData("did", "did:web:a.b", "Input/v must be a valid did")]
    [InlineData("handle", "alice.example.com", "Input/v must be a valid handle")]
    [InlineData("language", "pt-BR", "Input/v must be a well-formed BCP 47 language tag")]
    [InlineData("nsid", "com.example.x", "Input/v must be a valid nsid")]
    [InlineData("record-key", "self", "Input/v must be a valid record key")]
    [InlineData("tid", "3jui7kd54zh2y", "Input/v must be a valid tid")]
    [InlineData("uri", "https://example.com", "Input/v must be a uri")]
    public void A_format_names_what_it_expects(string format, string valid, string fault)
    {
        var lexicon = new Lexicon($$"""{"type":"string","format":"{{format}}"}""");
        Assert.Equal("", lexicon.Fault($"\"{valid}\""));
        Assert.Equal(fault, lexicon.Fault("\"!! no !!\""));
        Assert.Equal(fault, lexicon.Fault($"\"!! {new string('x', 600)}\""));
    }

    [Theory]
    [InlineData("""{"$bytes":"AAA="}""", "")]
    [InlineData("""{"$bytes":"AAAA"}""", "")]
    [InlineData("""{"$bytes":"AA"}""", "Input/v must not be smaller than 2 bytes")]
    [InlineData("""{"$bytes":"AAAAAA"}""", "Input/v must not be larger than 3 bytes")]
    [InlineData("""{"$bytes":"A"}""", "Input/v must be a byte array, {\"$bytes\": base64}")]
    [InlineData("""{"$bytes":"A!AA"}""", "Input/v must be a byte array, {\"$bytes\": base64}")]
    [InlineData("""{"$bytes":"AAAA","x":1}""", "Input/v must be a byte array, {\"$bytes\": base64}")]
    [InlineData("\"AAAA\"", "Input/v must be a byte array, {\"$bytes\": base64}")]
    public void Bytes_count_decoded(string value, string fault) =>
        Assert.Equal(fault, new Lexicon("""{"type":"bytes","minLength":2,"maxLength":3}""").Fault(value));

    [Theory]
    [InlineData($$"""{"$link":"{{Cid}}"}""", "")]
    [InlineData("""{"$link":"no"}""", "Input/v must be a CID, {\"$link\": cid}")]
    [InlineData($"\"{Cid}\"", "Input/v must be a CID, {\"$link\": cid}")]
    public void Links_hold_a_cid(string value, string fault) =>
        Assert.Equal(fault, new Lexicon("""{"type":"cid-link"}""").Fault(value));

    [Theory]
    [InlineData("""{"type":"blob"}""", Blob, "")]
    [InlineData("""{"type":"blob","accept":["image/*"],"maxSize":10}""", Blob, "")]
    [InlineData("""{"type":"blob","accept":["*/*"]}""", Blob, "")]
    [InlineData("""{"type":"blob","accept":["image/jpeg","video/*"]}""", Blob,
        "Input/v must be of a type like image/jpeg, video/*")]
    [InlineData("""{"type":"blob","maxSize":9}""", Blob, "Input/v must not be larger than 9 bytes")]
    [InlineData("""{"type":"blob"}""", """{"$type":"blob"}""", "Input/v should be a blob ref")]
    [InlineData("""{"type":"blob"}""", $$"""{"cid":"{{Cid}}","mimeType":"a/b"}""", "")]
    public void Blobs_keep_type_and_size(string schema, string value, string fault) =>
        Assert.Equal(fault, new Lexicon(schema).Fault(value));

    [Theory]
    [InlineData("[]", "Input/v must not have fewer than 1 elements")]
    [InlineData("[1,2,3]", "Input/v must not have more than 2 elements")]
    [InlineData("[1,\"2\"]", "Input/v/1 must be an integer")]
    [InlineData("{}", "Input/v must be an array")]
    [InlineData("[1,2]", "")]
    public void Arrays_count_and_check_items(string value, string fault) =>
        Assert.Equal(fault, new Lexicon("""{"type":"array","items":{"type":"integer"},"minLength":1,"maxLength":2}""")
            .Fault(value));

    [Theory]
    [InlineData("""{"type":"ref","ref":"#obj"}""", """{"a":"x","undeclared":1}""", "")]
    [InlineData("""{"type":"ref","ref":"#obj"}""", "{}", "Input/v must have the property \"a\"")]
    [InlineData("""{"type":"ref","ref":"#obj"}""", """{"a":1}""", "Input/v/a must be a string")]
    [InlineData("""{"type":"ref","ref":"#obj"}""", "[]", "Input/v must be an object")]
    [InlineData("""{"type":"ref","ref":"#tok"}""", "\"com.example.x#tok\"", "")]
    [InlineData("""{"type":"ref","ref":"#tok"}""", "\"tok\"", "Input/v must be com.example.x#tok")]
    [InlineData("""{"type":"unknown"}""", """{"a":[1.5,null]}""", "")]
    [InlineData("""{"type":"unknown"}""", "[]", "Input/v must be an object")]
    [InlineData("""{"type":"union","refs":["#obj"]}""", """{"a":"x"}""",
        "Input/v must be an object which includes the \"$type\" property")]
    [InlineData("""{"type":"union","refs":["#obj"]}""", """{"$type":"com.example.x#obj","a":1}""", "Input/v/a must be a string")]
    [InlineData("""{"type":"union","refs":["#obj"]}""", """{"$type":"com.example.y","a":1}""", "")]
    [InlineData("""{"type":"union","refs":["#obj"],"closed":true}""", """{"$type":"com.example.y"}""",
        "Input/v $type must be one of com.example.x#obj")]
    [InlineData("""{"type":"union","refs":["#obj"]}""", """{"$type":"#obj"}""",
        "Input/v $type must be a full name, without a leading #")]
    public void Objects_refs_and_unions(string schema, string value, string fault) =>
        Assert.Equal(fault, new Lexicon(schema).Fault(value));
}
