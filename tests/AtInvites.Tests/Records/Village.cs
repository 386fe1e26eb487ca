using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Records;

/// <summary>A host that takes record events in, and the accounts that make them. Alice invites Bob to her paper; Mallory is
/// up to no good.</summary>
internal sealed class Village : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Village(Action<AtInvitesBuilder>? add = null, Action<AtInvitesOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        var invites = services.AddAtInvites(options =>
        {
            options.ServiceDid = HttpHost.ServiceDid;
            configure?.Invoke(options);
        }).UseInMemory();
        (add ?? (builder => builder.AddRecordInvites()))(invites);
        _services = services.BuildServiceProvider();
    }

    public static Did Alice { get; } = Did.Parse("did:plc:ewvi7nxzyoun6zhxrhs64oiz");

    public static Did Bob { get; } = Did.Parse("did:plc:z72i7hdynmk6r22z27h6tvur");

    public static Did Mallory { get; } = Did.Parse("did:plc:ragtjsm2j2vknwkz3zp4oxrd");

    /// <summary>Alice's.</summary>
    public static AtUri Paper { get; } = AtUri.Parse($"at://{Alice}/com.example.paper/3lk2xjq5o7s22");

    public static AtUri OtherPaper { get; } = AtUri.Parse($"at://{Alice}/com.example.paper/3lk2xjq5o7s23");

    /// <summary>Minute 0, the one that records claim to be made in.</summary>
    public static DateTimeOffset Start { get; } = AtDatetime.Parse(Dialect.Made).ToDateTimeOffset();

    public LogBook Logs { get; } = new();

    public IServiceProvider Services => _services;

    public IHandshakeStore Handshakes => _services.GetRequiredService<StoreSet>().Handshakes;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A record written in a minute, under a key that is the same for the same letter.</summary>
    public static RecordEvent Put(Did repo, JsonObject record, int minute, char key = 'a')
    {
        var json = JsonElement.Parse(record.ToJsonString());
        return Event(repo, Nsid.Parse(record["$type"]!.GetValue<string>().Replace("lex:", "")), minute, key) with
        {
            Cid = Cid.OfDagCbor(DagCbor.Encode(json)),
            Record = json,
        };
    }

    /// <summary>Alice invites Bob to her paper.</summary>
    public static RecordEvent Invite(Dialect words) => Put(Alice, words.Invite(Paper, Bob), 0);

    /// <summary>Bob accepts.</summary>
    public static RecordEvent Yes(Dialect words, RecordEvent invite, int minute = 10, char key = 'b') =>
        Put(Bob, words.Yes(Ref(invite), Paper), minute, key);

    public static RecordEvent Delete(RecordEvent told, int minute) =>
        Event(told.Repo, told.Collection, minute, told.RecordKey.Value[^1]) with { Operation = RecordOperation.Delete };

    /// <summary>The same record with other values, by the same hand in the same place; null takes one out.</summary>
    public static RecordEvent Edit(RecordEvent told, int minute, params (string Name, JsonNode? Value)[] changes)
    {
        var record = JsonNode.Parse(told.Record!.Value.GetRawText())!.AsObject();
        foreach (var (name, value) in changes)
            if (value is null) record.Remove(name);
            else record[name] = value;
        return Put(told.Repo, record, minute, told.RecordKey.Value[^1]) with { Operation = RecordOperation.Update };
    }

    public static StrongRef Ref(RecordEvent told) => new() { Uri = told.Uri, Cid = told.Cid!.Value };

    public ValueTask<int> ApplyAsync(params RecordEvent[] events) =>
        _services.GetRequiredService<HandshakeIndex>().ApplyAsync(new(events, null), null, Token);

    /// <summary>How an invite stands; null when nothing usable was ever there.</summary>
    public async Task<HandshakeState?> StateAsync(RecordEvent invite, int minute = 100) =>
        (await Handshakes.FindAsync(invite.Uri, Token))?.StateAt(At(minute));

    public async Task<Handshake?> CollaboratorAsync(Did account, AtUri? subject = null, int minute = 100) =>
        await Handshakes.FindCollaboratorAsync(subject ?? Paper, account, null, At(minute), Token);

    public async Task<IReadOnlyList<Handshake>> CollaboratorsAsync(AtUri? subject = null, int minute = 100)
    {
        var query = new CollaboratorQuery { Subject = subject ?? Paper, Now = At(minute), Limit = 100 };
        return (await Handshakes.ListCollaboratorsAsync(query, Token)).Items;
    }

    public static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    public static Tid Rev(int minute) => Tid.From(Microseconds.OfUnix(At(minute)), 1);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static RecordEvent Event(Did repo, Nsid collection, int minute, char key) => new()
    {
        Repo = repo,
        Collection = collection,
        RecordKey = RecordKey.Parse($"3lk2xjq5o7s2{key}"),
        Operation = RecordOperation.Create,
        Rev = Rev(minute),
        Time = At(minute),
    };
}
