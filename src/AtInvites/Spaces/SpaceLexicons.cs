using AtInvites.Lexicons;

namespace AtInvites.Spaces;

/// <summary>Parameters that the family takes on top of its lexicons: without paging a list would have no bound.</summary>
internal static class SpaceLexicons
{
    public static void Extend(LexiconCatalog catalog)
    {
        catalog.AddPaging(SpaceMethodIds.ListInvites, fallback: 50, most: 100);
        // As many as the lexicon's clients, which know no cursor, will ever see.
        catalog.AddPaging(SpaceMethodIds.ListMembers, fallback: 1000, most: 1000);
    }
}
