using AtInvites.Lexicons;

namespace AtInvites.Records;

/// <summary>Parameters that the queries take on top of their lexicons: without paging a list would have no bound.</summary>
internal static class RecordLexicons
{
    // As many as the lexicon's clients, which know no cursor, will ever see.
    private const string Paging = """
        {
          "limit": { "type": "integer", "minimum": 1, "maximum": 1000, "default": 1000 },
          "cursor": { "type": "string" }
        }
        """;

    public static void Extend(LexiconCatalog catalog) => catalog.AddParameters(RecordIds.ListCollaborators, Paging);
}
