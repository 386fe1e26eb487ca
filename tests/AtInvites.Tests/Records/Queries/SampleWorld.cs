using System.Text.Json.Nodes;
using AtInvites.Records;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Queries;

/// <summary>Many invites of a few accounts in both families, some answered, some deleted, several at one moment; told in any
/// order.</summary>
internal sealed class SampleWorld
{
    public static readonly string[] Accounts = [HttpHost.Alice, HttpHost.Bob, HttpHost.Carol];

    public static readonly string[] Collections = ["pub.chive.eprint.submission", "com.example.list"];

    private readonly List<RecordEvent> _events = [];
    private readonly QueryHost _host;
    private readonly Random _random;

    private SampleWorld(QueryHost host, int seed) => (_host, _random) = (host, new(seed));

    public List<SampleInvite> Invites { get; } = [];

    public static IEnumerable<AtUri> Subjects =>
        from account in Accounts
        from collection in Collections
        from name in new[] { "3lpaper222222", "3lpaper222223" }
        select RecordStory.Subject(account, name, collection);

    public static async Task<SampleWorld> CreateAsync(QueryHost host, int seed, int count)
    {
        var world = new SampleWorld(host, seed);
        for (var i = 0; i < count; i++) world.Add();
        var told = world._events.ToArray();
        world._random.Shuffle(told);
        await host.TellAsync(told);
        return world;
    }

    private void Add()
    {
        if (_random.Next(3) > 0) _host.Clock.Advance(TimeSpan.FromMinutes(_random.Next(3)));
        var subject = RecordStory.Subject(
            Pick(Accounts), Pick(["3lpaper222222", "3lpaper222223"]), Pick(Collections));
        var invitee = Pick(Accounts);
        var isChive = _random.Next(4) > 0;
        var life = isChive && _random.Next(3) == 0 ? (TimeSpan?)null : TimeSpan.FromHours(1 + _random.Next(6));
        var invite = Write(isChive, subject, invitee, life);
        var sample = new SampleInvite
        {
            Uri = invite.Uri,
            Inviter = subject.Authority.Value,
            Invitee = invitee,
            Subject = subject,
            SeenAt = _host.Clock.GetUtcNow(),
            ExpiresAt = life is { } hours ? _host.Clock.GetUtcNow() + hours : null,
            IsChive = isChive,
        };
        Invites.Add(Answer(invite, sample));
    }

    private RecordEvent Write(bool isChive, AtUri subject, string invitee, TimeSpan? life)
    {
        Action<JsonObject> more = record =>
        {
            if (life is { } time) record["expiresAt"] = _host.Story.Datetime(time);
        };
        var invite = isChive
            ? _host.Story.Invite(subject, invitee, more)
            : _host.Story.RegistryInvite(subject, invitee, more);
        _events.Add(invite);
        return invite;
    }

    private SampleInvite Answer(RecordEvent invite, SampleInvite sample)
    {
        switch (_random.Next(8))
        {
            case 0 or 1:
                _events.Add(sample.IsChive ? _host.Story.Accept(invite) : _host.Story.Respond(invite, "accepted"));
                return sample with { IsAccepted = true };
            case 2 when !sample.IsChive:
                _events.Add(_host.Story.Respond(invite, "declined"));
                return sample with { IsDeclined = true };
            case 3:
                _events.Add(_host.Story.Delete(invite));
                return sample with { IsDeleted = true };
            case 4 when sample.IsChive:
                _events.Add(_host.Story.Accept(invite));
                _events.Add(_host.Story.Edit(invite, record => record["role"] = "reviewer"));
                return sample;
            case 5 when sample.IsChive:
                _events.Add(_host.Story.Accept(invite));
                _events.Add(_host.Story.Delete(_events[^1]));
                return sample;
            default:
                return sample;
        }
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
