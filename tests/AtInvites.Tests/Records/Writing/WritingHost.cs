using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Records.Writing;

/// <summary>A host that writes to a PDS and indexes what that PDS tells of, when a test says so.</summary>
internal sealed class WritingHost : IAsyncDisposable
{
    public static readonly Did Alice = Did.Parse(HttpHost.Alice);
    public static readonly Did Bob = Did.Parse(HttpHost.Bob);
    public static readonly Did Carol = Did.Parse(HttpHost.Carol);
    public static readonly AtUri Paper = AtUri.Parse("at://did:plc:alice/pub.chive.eprint.submission/3lpaper222222");
    public static readonly Cid PaperCid = RepoServer.CidOf(System.Text.Json.JsonElement.Parse("{}"));

    private readonly ServiceProvider _services;

    private WritingHost(ServiceProvider services, RepoServer pds, ManualClock clock) =>
        (_services, Pds, Clock) = (services, pds, clock);

    public RepoServer Pds { get; }

    public ManualClock Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public RecordInvites Records => _services.GetRequiredService<RecordInvites>();

    public IRepoWriter Writer => _services.GetRequiredService<IRepoWriter>();

    public IHandshakeStore Handshakes => _services.GetRequiredService<IHandshakeStore>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<WritingHost> StartAsync(
        Action<AtInvitesBuilder>? more = null, params RecordFamily[] families)
    {
        var clock = new ManualClock();
        var pds = await RepoServer.StartAsync(clock);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(pds);
        var builder = services.AddAtInvites(options => options.ServiceDid = HttpHost.ServiceDid)
            .UseInMemory()
            .AddRecordInvites(families)
            .AddRepoSessions<TestSessions>();
        more?.Invoke(builder);
        return new(services.BuildServiceProvider(), pds, clock);
    }

    public static RecordInviteOrder Chive(Did? invitee = null) => new()
    {
        Family = RecordFamily.Chive,
        Inviter = Alice,
        Subject = Paper,
        SubjectCid = PaperCid,
        Invitee = invitee ?? Bob,
    };

    public static RecordInviteOrder Registry(Did? invitee = null) => new()
    {
        Family = RecordFamily.Registry,
        Inviter = Alice,
        Subject = Paper,
        Invitee = invitee ?? Bob,
    };

    /// <summary>Invites, and lets the index see it.</summary>
    public async Task<AtUri> InviteAsync(RecordInviteOrder order)
    {
        var outcome = await Records.InviteAsync(order, Token);
        Assert.Equal(RecordWriteStatus.Written, outcome.Status);
        await IndexAsync();
        return outcome.Uri!.Value;
    }

    /// <summary>Lets the index see what was written, a second later each time.</summary>
    public async Task IndexAsync()
    {
        await _services.GetRequiredService<HandshakeIndex>().ApplyAsync(new(Pds.TakeEvents(), null), null, Token);
        Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public async Task<HandshakeState?> StateAsync(AtUri invite)
    {
        await IndexAsync();
        return (await Handshakes.FindAsync(invite, Token))?.StateAt(Now);
    }

    /// <summary>What the PDS was asked since the last look.</summary>
    public IReadOnlyList<RepoRequest> TakeRequests()
    {
        RepoRequest[] taken = [.. Pds.Requests];
        Pds.Requests.Clear();
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Pds.DisposeAsync();
    }
}
