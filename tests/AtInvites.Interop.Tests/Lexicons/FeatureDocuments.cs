namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>Invented documents that between them use everything the lexicon language has.</summary>
internal static class FeatureDocuments
{
    public static readonly string[] All = [Parts, Everything, Question, Note];

    private const string Parts = """
        { "lexicon": 1, "id": "com.example.parts", "defs": {
          "leaf": { "type": "object", "required": ["name", "kind"], "nullable": ["gone"], "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": 12 },
            "kind": { "type": "string", "knownValues": ["a", "b"], "default": "a" },
            "gone": { "type": "integer", "default": 7 } } },
          "branch": { "type": "object", "required": ["leaf"], "properties": {
            "leaf": { "type": "ref", "ref": "#leaf" },
            "more": { "type": "array", "maxLength": 2, "items": { "type": "ref", "ref": "#branch" } } } },
          "short": { "type": "string", "maxGraphemes": 3, "maxLength": 30 },
          "three": { "type": "integer", "default": 3, "maximum": 9 },
          "list": { "type": "array", "items": { "type": "union", "refs": ["#leaf", "#branch"] }, "minLength": 1, "maxLength": 3 },
          "red": { "type": "token" } } }
        """;

    private const string Everything = """
        { "lexicon": 1, "id": "com.example.everything", "defs": { "main": { "type": "procedure",
          "parameters": { "type": "params", "required": ["must"], "properties": {
            "must": { "type": "string", "minLength": 2 } } },
          "input": { "encoding": "application/json", "schema": { "type": "object",
            "required": ["needed", "three"], "nullable": ["maybe", "maybeNeeded"], "properties": {
              "needed": { "type": "boolean" },
              "three": { "type": "ref", "ref": "com.example.parts#three" },
              "maybe": { "type": "string", "format": "did" },
              "maybeNeeded": { "type": "ref", "ref": "com.example.parts#leaf" },
              "always": { "type": "boolean", "const": true },
              "flag": { "type": "boolean", "default": false },
              "five": { "type": "integer", "const": 5 },
              "prime": { "type": "integer", "enum": [2, 3, 5] },
              "word": { "type": "string", "const": "word" },
              "colour": { "type": "string", "enum": ["red", "grün"] },
              "graphemes": { "type": "string", "minGraphemes": 2, "maxGraphemes": 5 },
              "bytes": { "type": "bytes", "minLength": 2, "maxLength": 9 },
              "link": { "type": "cid-link" },
              "picture": { "type": "blob", "accept": ["image/*", "application/json"], "maxSize": 1000 },
              "when": { "type": "string", "format": "datetime" },
              "at": { "type": "string", "format": "at-identifier" },
              "short": { "type": "ref", "ref": "com.example.parts#short" },
              "branch": { "type": "ref", "ref": "com.example.parts#branch" },
              "list": { "type": "ref", "ref": "com.example.parts#list" },
              "open": { "type": "union", "refs": ["com.example.parts#leaf", "#own"] },
              "closed": { "type": "union", "refs": ["com.example.parts#leaf", "#own"], "closed": true },
              "any": { "type": "unknown" } } } },
          "output": { "encoding": "application/json", "schema": {
            "type": "union", "refs": ["com.example.parts#branch", "#own"] } } },
          "own": { "type": "object", "properties": {
            "key": { "type": "string", "format": "record-key" },
            "tid": { "type": "string", "format": "tid" },
            "language": { "type": "string", "format": "language" },
            "handle": { "type": "string", "format": "handle" },
            "text": { "type": "string", "default": "abc" } } } } }
        """;

    private const string Question = """
        { "lexicon": 1, "id": "com.example.question", "defs": { "main": { "type": "query",
          "parameters": { "type": "params", "required": ["who", "limit"], "properties": {
            "who": { "type": "string", "format": "at-identifier" },
            "limit": { "type": "integer", "minimum": 1, "maximum": 100, "default": 50 },
            "kinds": { "type": "array", "items": { "type": "string", "maxLength": 5 }, "maxLength": 2 },
            "numbers": { "type": "array", "items": { "type": "integer", "minimum": 0 } },
            "flags": { "type": "array", "items": { "type": "boolean" } },
            "deep": { "type": "boolean", "default": true },
            "sort": { "type": "string", "enum": ["up", "down"], "default": "up" },
            "any": { "type": "unknown" } } },
          "output": { "encoding": "application/json", "schema": { "type": "ref", "ref": "com.example.parts#leaf" } } } } }
        """;

    private const string Note = """
        { "lexicon": 1, "id": "com.example.note", "defs": { "main": { "type": "record", "key": "tid",
          "record": { "type": "object", "required": ["text", "rank"], "properties": {
            "text": { "type": "string", "maxGraphemes": 10, "maxLength": 100 },
            "rank": { "type": "integer", "default": 1 },
            "parts": { "type": "array", "items": { "type": "union", "refs": ["com.example.parts#leaf"] } } } } } } }
        """;
}
