using System.Text;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtInvites.Benchmarks;

/// <summary>The index of record invites over one store, as a host composes it, and handshakes for it: every other event invites,
/// each followed by the acceptance, with subjects and accounts of their own.</summary>
internal sealed class RecordWorkload(StoreSet stores)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RecordReader _reader = new(
        new([RecordFamily.Chive, RecordFamily.Registry]), new(LexiconCatalog.CreateDefault()), new());

    private HandshakeIndex Index => field ??= new(_reader, stores.Records, new(new MeterSource()), NullLogger<HandshakeIndex>.Instance);

    /// <summary>Two events for each of <paramref name="count"/> handshakes from <paramref name="first"/> on.</summary>
    public static List<RecordEvent> Handshakes(int first, int count)
    {
        var events = new List<RecordEvent>(2 * count);
        for (var number = first; number < first + count; number++)
        {
            var invite = Event(Inviter(number), RecordIds.ChiveInvite, 2 * number, $$"""
                {"$type":"{{RecordIds.ChiveInvite.Value}}","subject":{{Ref(Subject(number), SomeCid)}},"role":"editor",
                "invitee":"{{Invitee(number)}}","message":"Come and write with us.","createdAt":"2026-01-01T00:00:00.000Z"}
                """);
            events.Add(invite);
            events.Add(Event(Invitee(number), RecordIds.ChiveAcceptance, (2 * number) + 1, $$"""
                {"$type":"{{RecordIds.ChiveAcceptance.Value}}","invite":{{Ref(invite.Uri, invite.Cid!.Value)}},
                "subject":{{Ref(Subject(number), SomeCid)}},"createdAt":"2026-01-01T00:00:00.000Z"}
                """));
        }

        return events;
    }

    /// <summary>Judges events, without a store.</summary>
    public int Read(List<RecordEvent> events) => events.Count(told => _reader.Read(told).Version is { Kind: not RecordVersionKind.Refused });

    public async Task IndexAsync(List<RecordEvent> events, int batch)
    {
        for (var at = 0; at < events.Count; at += batch)
        {
            var some = events.GetRange(at, Math.Min(batch, events.Count - at));
            var news = await Index.ApplyAsync(new(some, at), "benchmark");
            if (news != some.Count) throw new InvalidOperationException($"{news} of {some.Count} were new.");
        }
    }

    public async Task CheckAsync(int number)
    {
        var found = await stores.Handshakes.FindCollaboratorAsync(
            Subject(number), Invitee(number), RecordFamily.Chive.Name, Start.AddDays(1), default);
        if (found?.Terms.Role != "editor") throw new InvalidOperationException($"Account {number} collaborates.");
    }

    private static readonly Cid SomeCid = Cid.OfDagCbor("a record"u8);

    private static Did Inviter(int number) => Did.Parse($"did:plc:inviter{number:D8}xxxxxxxxx");

    private static Did Invitee(int number) => Did.Parse($"did:plc:invitee{number:D8}xxxxxxxxx");

    private static AtUri Subject(int number) => AtUri.Parse($"at://{Inviter(number)}/pub.chive.graph.node/{Key(number).Value}");

    private static Tid Key(int number) => Tid.From((Start.ToUnixTimeMilliseconds() * 1000) + number, 0);

    private static string Ref(AtUri uri, Cid cid) => $$"""{"uri":"{{uri}}","cid":"{{cid}}"}""";

    private static RecordEvent Event(Did repo, Nsid collection, int number, string json)
    {
        var record = JsonElement.Parse(Encoding.UTF8.GetBytes(json));
        return new()
        {
            Repo = repo,
            Collection = collection,
            RecordKey = RecordKey.Parse(Key(number).Value),
            Operation = RecordOperation.Create,
            Rev = Key(number),
            Time = Start.AddTicks(number * TimeSpan.TicksPerMicrosecond),
            Cid = Cid.OfDagCbor(DagCbor.Encode(record)),
            Record = record,
        };
    }
}
