using System.Text;
using AtInvites.Stores.Contracts;
using AtInvites.Syntax;

namespace AtInvites.Stores.Tests.Sqlite;

/// <summary>Versions of few records of few accounts, so that they meet: edits, deletions, refusals, repeats, and answers of
/// everybody to everything.</summary>
internal sealed class RandomRecords(Random random)
{
    private static readonly Nsid InviteCollection = Nsid.Parse("com.example.invite");
    private static readonly Nsid AnswerCollection = Nsid.Parse("com.example.answer");
    private readonly List<RecordVersion> _told = [];

    public static IReadOnlyList<Did> Accounts { get; } = [.. Enumerable.Range(0, 3).Select(Given.Account)];

    public static IReadOnlyList<string> Families { get; } = ["com.example.one", "com.example.two"];

    public static IReadOnlyList<Nsid> Collections { get; } = [Nsid.Parse("com.example.list"), Nsid.Parse("com.example.post")];

    public static IReadOnlyList<AtUri> Subjects { get; } =
        [.. from account in Accounts from collection in Collections select AtUri.Create(account, collection, Key(0))];

    public static IReadOnlyList<AtUri> Invites { get; } =
    [
        .. from account in Accounts
           from number in Enumerable.Range(0, 2)
           select AtUri.Create(account, InviteCollection, Key(number)),
    ];

    private static IReadOnlyList<AtUri> Answers { get; } =
    [
        .. from account in Accounts
           from number in Enumerable.Range(0, 3)
           select AtUri.Create(account, AnswerCollection, Key(number)),
    ];

    /// <summary>A time among those at which things happen, to the microsecond.</summary>
    public DateTimeOffset Time() => Given.Start.AddMicroseconds(random.Next(48));

    public T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public T? Maybe<T>(IReadOnlyList<T> items)
        where T : struct => random.Next(3) == 0 ? null : Any(items);

    public List<RecordVersion> Batch() => [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Next())];

    private RecordVersion Next()
    {
        if (_told.Count > 0 && random.Next(8) == 0) return Any(_told);
        var isInvite = random.Next(2) == 0;
        var uri = Any(isInvite ? Invites : Answers);
        var version = new RecordVersion
        {
            Uri = uri,
            Repo = uri.Authority.Did!.Value,
            // By the repository, so that an invite is of one family throughout.
            Family = Families[uri.Authority.Did == Accounts[0] ? 0 : 1],
            Rev = Tid.From(random.Next(40), random.Next(2)),
            Kind = RecordVersionKind.Deleted,
            SeenAt = Time(),
            IsBackfill = random.Next(5) == 0,
            IsEdit = random.Next(3) == 0,
        };
        version = random.Next(10) switch
        {
            0 => version,
            1 => version with { Kind = RecordVersionKind.Refused, Cid = random.Next(2) == 0 ? null : CidOf("refused") },
            _ => isInvite ? Invite(version) : Answer(version),
        };
        _told.Add(version);
        return version;
    }

    private RecordVersion Invite(RecordVersion version)
    {
        var terms = new InviteTerms
        {
            Subject = AtUri.Create(version.Repo, Any(Collections), Key(0)),
            SubjectCid = random.Next(2) == 0 ? null : GivenRecords.CidOf("subject"),
            Invitee = Any(Accounts),
            Role = random.Next(4) == 0 ? null : $"role {random.Next(2)}",
            Message = random.Next(2) == 0 ? null : "Come and join us.",
            CreatedAt = Given.Start,
            ExpiresAt = random.Next(2) == 0 ? null : Time(),
            EndsWithExpiry = version.Family == Families[1],
        };
        var substance = $"{terms.Subject} {terms.Invitee} {terms.Role} {terms.Message}";
        return version with
        {
            Kind = RecordVersionKind.Invite,
            Invite = terms,
            Substance = CidOf(substance),
            Cid = CidOf($"{substance} {terms.ExpiresAt:O}"),
        };
    }

    private RecordVersion Answer(RecordVersion version)
    {
        var invite = random.Next(10) > 0 && _told.Where(told => told.Invite is not null).ToList() is { Count: > 0 } known
            ? Any(known)
            : null;
        var terms = new AnswerTerms
        {
            Invite = invite?.Uri ?? Any(Invites),
            InviteCid = random.Next(2) == 0 ? null : invite?.Cid,
            Subject = random.Next(4) == 0 ? Any(Subjects) : invite?.Invite!.Subject,
            Kind = random.Next(4) == 0 ? AnswerKind.Declined : AnswerKind.Accepted,
        };
        return version with
        {
            Kind = RecordVersionKind.Answer,
            Answer = terms,
            Substance = CidOf(terms.ToString()),
            Cid = CidOf($"{terms} {random.Next(2)}"),
        };
    }

    private static RecordKey Key(int number) => RecordKey.Parse($"key{number}");

    private static Cid CidOf(string text) => Cid.OfDagCbor(Encoding.UTF8.GetBytes(text));
}
