using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Finds every fault of a host's families at start, each with what mends it.</summary>
internal static class RecordFamilyCheck
{
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(36_500);

    public static IEnumerable<string> Faults(IReadOnlyList<RecordFamily> families, LexiconCatalog catalog) =>
    [
        .. from family in families
           group family by family.Name into same
           where same.Count() > 1
           select $"AtInvites: {same.Count()} families are named \"{same.Key}\"; give each a name of its own.",
        .. from collection in families.SelectMany(Collections)
           group collection by collection into same
           where same.Count() > 1
           select $"AtInvites: {same.Key} stands in {same.Count()} places of families; a collection has one.",
        .. families.SelectMany(family => Faults(family, catalog)),
    ];

    private static IEnumerable<string> Faults(RecordFamily family, LexiconCatalog catalog)
    {
        var name = $"AtInvites: family \"{family.Name}\"";
        if (family.Name.Length == 0) yield return "AtInvites: a family has no name; give it one.";
        if (family.Answers.Count == 0) yield return $"{name} has no answers; nobody could accept.";
        if (family.Invite.Lifetime is { } lifetime && (lifetime <= TimeSpan.Zero || lifetime > LongestLifetime))
            yield return $"{name}: Lifetime is {lifetime}; it needs more than 0 and at most 36,500 days, or null for never.";
        foreach (var fault in PathFaults(name, family.Invite.Collection, Paths(family.Invite), catalog)) yield return fault;
        foreach (var answer in family.Answers)
        {
            foreach (var fault in PathFaults(name, answer.Collection, Paths(answer), catalog)) yield return fault;
            foreach (var fault in AnswerFaults(name, answer)) yield return fault;
        }
    }

    private static IEnumerable<string> AnswerFaults(string family, AnswerShape answer)
    {
        var kinds = answer.Status is null ? [answer.Means] : answer.Statuses.Values;
        if (!kinds.Any())
            yield return $"{family}: {answer.Collection} has a Status and no Statuses; say what its words mean.";
        if (kinds.Any(kind => kind is not (Stores.AnswerKind.Accepted or Stores.AnswerKind.Declined)))
            yield return $"{family}: {answer.Collection} has an answer that is neither; say Accepted or Declined.";
    }

    private static IEnumerable<string> PathFaults(
        string family, Nsid collection, IEnumerable<(string Name, string? Path)> paths, LexiconCatalog catalog)
    {
        if (collection == default || catalog.FindRecord(collection) is not { } record)
        {
            yield return $"{family}: {(collection == default ? "a collection" : collection.Value)} is no record in the catalog; "
                + "add its document with AddLexicon.";
            yield break;
        }

        foreach (var (name, path) in paths)
        {
            if (path is null || record.LeadsToText(path.Split('/'))) continue;
            yield return $"{family}: {name} is \"{path}\", but {collection} has no string there; "
                + "name a property of its lexicon, one within an object as in subject/uri.";
        }
    }

    private static IEnumerable<Nsid> Collections(RecordFamily family) =>
        family.Answers.Select(answer => answer.Collection).Prepend(family.Invite.Collection);

    private static IEnumerable<(string Name, string? Path)> Paths(InviteShape shape) =>
    [
        (nameof(shape.Subject), shape.Subject), (nameof(shape.SubjectCid), shape.SubjectCid),
        (nameof(shape.Invitee), shape.Invitee), (nameof(shape.ExpiresAt), shape.ExpiresAt), (nameof(shape.Role), shape.Role),
        (nameof(shape.Message), shape.Message), (nameof(shape.ResentAt), shape.ResentAt),
        (nameof(shape.CreatedAt), shape.CreatedAt),
    ];

    private static IEnumerable<(string Name, string? Path)> Paths(AnswerShape shape) =>
    [
        (nameof(shape.Invite), shape.Invite), (nameof(shape.InviteCid), shape.InviteCid),
        (nameof(shape.Subject), shape.Subject), (nameof(shape.SubjectCid), shape.SubjectCid),
        (nameof(shape.Status), shape.Status), (nameof(shape.CreatedAt), shape.CreatedAt),
    ];
}
