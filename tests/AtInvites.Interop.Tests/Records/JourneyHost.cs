using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Stores.Sqlite;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using AtInvites.Tests.Records.Jetstream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Interop.Tests.Records;

/// <summary>A host that writes to the reference's PDS and reads its Jetstream, on the clock of both.</summary>
internal sealed class JourneyHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly LogBook _logs;
    private readonly MeterBook _meters;
    private readonly TemporaryFolder? _ownFolder;
    private Func<Task>? _beforeWrite;

    private JourneyHost(ReferencePds pds, StoreKind store, TemporaryFolder? folder)
    {
        _ownFolder = folder is null && store == StoreKind.Sqlite ? new TemporaryFolder() : null;
        _logs = new();
        Sessions = new(pds);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_logs);
        builder.Services.AddSingleton(Sessions);
        var invites = builder.Services.AddAtInvites(options => options.ServiceDid = "did:web:invites.example.com")
            .AddJetstream(jetstream => (jetstream.Url, jetstream.MinBackoff) = (pds.Jetstream, TimeSpan.FromMilliseconds(200)))
            .AddRepoSessions<PdsSessions>();
        _ = store == StoreKind.Memory
            ? invites.UseInMemory() : invites.UseSqlite($"Data Source={(folder ?? _ownFolder)!.Database}");
        builder.Services.AddHttpClient(HttpRepoWriter.ClientName).AddHttpMessageHandler(() => new Meanwhile(this));
        _host = builder.Build();
        _meters = new(_host.Services.GetRequiredService<IMeterFactory>());
    }

    public PdsSessions Sessions { get; }

    public RecordInvites Invites => _host.Services.GetRequiredService<RecordInvites>();

    public IRepoWriter Repos => _host.Services.GetRequiredService<IRepoWriter>();

    public Collaborations Collaborations => _host.Services.GetRequiredService<Collaborations>();

    public IHandshakeStore Handshakes => _host.Services.GetRequiredService<IHandshakeStore>();

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Source => _host.Services.GetRequiredService<IRecordEventSource>().Name;

    /// <summary>Starts a host and waits until it is connected. Without a folder of the test's a SQLite file goes with
    /// it.</summary>
    public static async Task<JourneyHost> StartAsync(ReferencePds pds, StoreKind store, TemporaryFolder? folder = null)
    {
        var host = new JourneyHost(pds, store, folder);
        await host._host.StartAsync(Token);
        await Polling.Until(() => host._logs.With(7020).Any());
        return host;
    }

    /// <summary>Does something once, before what is written next.</summary>
    public void BeforeNextWrite(Func<Task> act) => _beforeWrite = act;

    public Func<Task>? TakeBeforeWrite() => Interlocked.Exchange(ref _beforeWrite, null);

    /// <summary>Waits until an invite stands so, in this version if one is given.</summary>
    public async Task<Handshake> UntilAsync(AtUri invite, HandshakeState state, Cid? version = null)
    {
        Handshake? found = null;
        await Polling.Until(async () =>
        {
            found = await Collaborations.FindInviteAsync(invite, Token);
            return found?.StateAt(Now) == state && (version ?? found.Cid) == found.Cid;
        });
        return found!;
    }

    /// <summary>Waits until the index has so many answers of an account to an invite.</summary>
    public Task UntilAnsweredAsync(AtUri invite, Did answerer, int count = 1) =>
        Polling.Until(async () => (await Handshakes.ListAnswersAsync(invite, answerer, Token)).Count == count);

    /// <summary>Writes whatever is given into a repository, without asking the library what it thinks of it.</summary>
    public async Task<Cid> WriteAsync(AtUri record, JsonNode content)
    {
        var result = await Repos.CreateAsync(record, JsonSerializer.SerializeToElement(content), Token);
        Assert.Null(result.Error);
        return result.Cid!.Value;
    }

    /// <summary>Changes a record that stands, as any client of its author's may.</summary>
    public async Task<Cid> EditAsync(AtUri record, Action<JsonObject> change)
    {
        var found = await Repos.GetAsync(record, Token);
        var content = JsonSerializer.SerializeToNode(found!.Record!.Value)!.AsObject();
        change(content);
        var result = await Repos.PutAsync(record, JsonSerializer.SerializeToElement(content), found.Cid!.Value, Token);
        Assert.Null(result.Error);
        Assert.Equal(Cid.OfDagCbor(DagCbor.Encode(JsonSerializer.SerializeToElement(content))), result.Cid);
        return result.Cid!.Value;
    }

    /// <summary>How many records were kept out for a reason.</summary>
    public long Refused(string reason) => _meters.Of($"atinvites.records.refused reason={reason}");

    /// <summary>How many messages were skipped for a reason.</summary>
    public long Skipped(string reason) => _meters.Of($"atinvites.records.skipped source={Source} reason={reason}");

    public long Reconnects => _meters.Of($"atinvites.records.reconnects source={Source}");

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _meters.Dispose();
        _host.Dispose();
        _ownFolder?.Dispose();
    }
}
