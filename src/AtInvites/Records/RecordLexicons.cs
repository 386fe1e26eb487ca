using AtInvites.Lexicons;

namespace AtInvites.Records;

/// <summary>Parameters that the queries take on top of their lexicons: without paging a list would have no bound.</summary>
internal static class RecordLexicons
{
    // As many as the lexicon's clients, which know no cursor, will ever see.
    public static void Extend(LexiconCatalog catalog) =>
        catalog.AddPaging(RecordIds.ListCollaborators, fallback: 1000, most: 1000);
}
