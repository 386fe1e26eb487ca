using System.Text;
using AtInvites.Syntax;

namespace AtInvites.Stores.Worker;

/// <summary>Takes numbered batches in, from the stored cursor on, and says so on standard output, one line a batch and only after
/// it. A line ends with a full stop: one without was cut off.</summary>
internal sealed class RecordWorker(IRecordStore records)
{
    private const string Source = "worker";

    private static readonly Did Inviter = Did.Parse("did:example:inviter");

    private static readonly Did Invitee = Did.Parse("did:example:invitee");

    /// <summary>Stops before batch <paramref name="end"/>. Batch n makes invites, accepts those of the batch before and deletes
    /// every third one of that before it.</summary>
    public async Task RunAsync(int rows, long end)
    {
        var cursor = await records.FindCursorAsync(Source, CancellationToken.None) ?? -1;
        for (var number = cursor + 1; number < end; number++)
        {
            List<RecordVersion> versions =
            [
                .. Enumerable.Range(0, rows).Select(row => Invite(number, row)),
                .. Enumerable.Range(0, number < 1 ? 0 : rows).Select(row => Answer(number - 1, row)),
                .. Enumerable.Range(0, number < 2 ? 0 : rows).Where(row => row % 3 == 0).Select(row => Deletion(number - 2, row)),
            ];
            // The last effect of a batch is not always the same.
            if (number % 2 == 1) versions.Reverse();
            await records.ApplyAsync(new() { Versions = versions, Source = Source, Cursor = number }, CancellationToken.None);
            Console.WriteLine($"Applied {number} .");
        }
    }

    private static RecordVersion Invite(long batch, int row)
    {
        var uri = Uri(Inviter, "invite", batch, row);
        var terms = new InviteTerms
        {
            Subject = Uri(Inviter, "subject", batch, row),
            Invitee = Invitee,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        return Version(uri, Inviter, batch) with
        {
            Kind = RecordVersionKind.Invite, Cid = CidOf(uri), Substance = CidOf(uri), Invite = terms,
        };
    }

    private static RecordVersion Answer(long batch, int row)
    {
        var uri = Uri(Invitee, "answer", batch, row);
        var terms = new AnswerTerms { Invite = Uri(Inviter, "invite", batch, row), Kind = AnswerKind.Accepted };
        return Version(uri, Invitee, batch + 1) with
        {
            Kind = RecordVersionKind.Answer, Cid = CidOf(uri), Substance = CidOf(uri), Answer = terms,
        };
    }

    private static RecordVersion Deletion(long batch, int row) => Version(Uri(Inviter, "invite", batch, row), Inviter, batch + 2);

    private static RecordVersion Version(AtUri uri, Did repo, long number) => new()
    {
        Uri = uri,
        Repo = repo,
        Family = "com.example.party",
        Rev = Tid.From(1_700_000_000_000_000 + number, 0),
        Kind = RecordVersionKind.Deleted,
        SeenAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
    };

    private static AtUri Uri(Did repo, string kind, long batch, int row) =>
        AtUri.Create(repo, Nsid.Parse($"com.example.party.{kind}"), RecordKey.Parse($"{batch}-{row}"));

    private static Cid CidOf(AtUri uri) => Cid.OfDagCbor(Encoding.UTF8.GetBytes(uri.Value));
}
