using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AtInvites.Tests.Records.Jetstream;

public sealed class JetstreamStartTests
{
    private const string Setting = "Records:Jetstream";

    [Fact]
    public async Task Every_fault_of_the_options_comes_up_at_once_with_what_mends_it()
    {
        var message = await FailAsync(invites => invites.AddJetstream(new Uri("https://user:secret@example.com/a?key=secret"))
            .AddJetstream(options =>
            {
                (options.MaxMessageBytes, options.BatchSize) = (1023, 0);
                (options.Rewind, options.KeepAlive) = (TimeSpan.FromSeconds(-1), TimeSpan.Zero);
                (options.MinBackoff, options.MaxBackoff) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));
            }));

        string[] faults =
        [
            "AtInvites: Records:Jetstream \"https://example.com/a\" is no URL of a WebSocket; "
                + "give one such as wss://jetstream2.us-east.bsky.network/subscribe.",
            "AtInvites: Jetstream:MaxMessageBytes is 1023; it needs 1,024 to 16,777,216.",
            "AtInvites: Jetstream:BatchSize is 0; it needs 1 to 10,000.",
            "AtInvites: Jetstream:Rewind is -00:00:01; it needs 0 to 1 hour.",
            "AtInvites: Jetstream:MaxBackoff is 00:00:01; it needs MinBackoff (00:00:02) to 1 hour.",
            "AtInvites: Jetstream:KeepAlive is 00:00:00; it needs 50 milliseconds to 1 hour.",
        ];
        foreach (var fault in faults) Assert.Contains(fault, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscribe")]
    [InlineData("ws://example.com/#part")]
    [InlineData("http://example.com/")]
    public async Task A_url_that_is_none_of_a_websocket_stops_the_start(string url) => Assert.Contains(
        "is no URL of a WebSocket", await FailAsync(invites => invites.AddJetstream(new Uri(url, UriKind.RelativeOrAbsolute))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("wss://example.com/subscribe?wantedDids=did:plc:bob&cursor=1725519626134432", "cursor")]
    [InlineData("wss://example.com/subscribe?compress=true&requireHello", "compress, requireHello")]
    public async Task A_url_that_takes_the_subscription_into_its_own_hands_stops_the_start(string url, string names) =>
        Assert.Contains($"AtInvites: Records:Jetstream names {names}, which is not the host's to say; drop it.",
            await FailAsync(invites => invites.AddJetstream(new Uri(url))), StringComparison.Ordinal);

    [Fact]
    public async Task A_server_that_nobody_names_stops_the_start() => Assert.Contains(
        "AtInvites: Records:Jetstream is not set;", await FailAsync(invites => invites.AddJetstream()), StringComparison.Ordinal);

    [Fact]
    public async Task A_setting_that_nothing_reads_stops_the_start() => Assert.Contains(
        "AtInvites: Records:Jetstream is set but nothing reads from there; add .AddJetstream(), or drop it.",
        await FailAsync(invites => Bind(invites, "ws://127.0.0.1:9/").AddRecordInvites()), StringComparison.Ordinal);

    [Fact]
    public async Task More_collections_than_a_subscription_takes_stop_the_start()
    {
        var families = Enumerable.Range(0, 51).Select(i => RecordFamily.Registry with
        {
            Name = $"f{i}",
            Invite = RecordFamily.Registry.Invite with { Collection = Nsid.Parse($"com.example.invite{Letter(i)}") },
            Answers = [RecordFamily.Registry.Answers[0] with { Collection = Nsid.Parse($"com.example.answer{Letter(i)}") }],
        });

        Assert.Contains("have 102 collections; a Jetstream server takes 100 at most",
            await FailAsync(invites => invites.AddRecordInvites([.. families]).AddJetstream(new Uri("ws://127.0.0.1:9/"))),
            StringComparison.Ordinal);

        static string Letter(int i) => $"{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}";
    }

    [Fact]
    public async Task The_setting_names_the_server_where_the_code_does_not()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Builder = invites => Bind(invites, $"{server.Url}?wantedDids=did:plc:bob").AddJetstream(),
        });

        var session = await server.NextAsync();

        Assert.Equal(["wantedDids", "wantedCollections"], session.Parameters);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Named_families_are_the_only_ones_in_whichever_order_they_are_named(bool isFirst)
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Builder = invites => _ = isFirst
                ? invites.AddRecordInvites(RecordFamily.Registry).AddJetstream(server.Url)
                : invites.AddJetstream(server.Url).AddRecordInvites(RecordFamily.Registry),
        });

        Assert.Equal([JetstreamStory.Invites, JetstreamStory.Responses], (await server.NextAsync()).Collections);
    }

    [Fact]
    public async Task Two_sources_of_one_name_stop_the_start()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Builder = invites => invites.AddRecordEvents<HostEvents>().AddRecordEvents<HostEvents>(),
        }));
        Assert.Contains("two sources of record events are named \"host\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_of_the_hosts_is_read_beside_jetstream_each_from_its_cursor()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Builder = invites => invites.AddRecordEvents<HostEvents>().AddJetstream(server.Url),
        });
        await server.NextAsync();
        var source = host.Services.GetServices<IRecordEventSource>().OfType<HostEvents>().Single();

        Assert.Null(await source.StartedAsync());
        source.Tell(new RecordEventBatch([], 7));
        source.End();
        await Polling.Until(() => host.Logs.With(7011).Any());
        await Polling.Until(() => host.Clock.Waiting > 0);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(7, await source.StartedAsync());
    }

    private static AtInvitesBuilder Bind(AtInvitesBuilder invites, string url)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(Setting, url)]).Build();
        return invites.Services.AddAtInvites(settings);
    }

    private static async Task<string> FailAsync(Action<AtInvitesBuilder> builder) =>
        (await Assert.ThrowsAsync<OptionsValidationException>(
            () => HttpHost.StartAsync(StoreKind.Memory, new() { Builder = builder }))).Message;
}
