using AtInvites.Lexicons;

namespace AtInvites.Spaces;

/// <summary>Parameters that the family takes on top of its lexicons: without paging a list would have no bound.</summary>
internal static class SpaceLexicons
{
    public static void Extend(LexiconCatalog catalog)
    {
        catalog.AddParameters(SpaceMethodIds.ListInvites, Paging(fallback: 50, most: 100));
        // As many as the lexicon's clients, which know no cursor, will ever see.
        catalog.AddParameters(SpaceMethodIds.ListMembers, Paging(fallback: 1000, most: 1000));
    }

    private static string Paging(int fallback, int most) => $$"""
        {
          "limit": { "type": "integer", "minimum": 1, "maximum": {{most}}, "default": {{fallback}} },
          "cursor": { "type": "string" }
        }
        """;
}
