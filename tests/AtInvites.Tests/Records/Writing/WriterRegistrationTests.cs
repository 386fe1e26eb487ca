using System.Collections.Concurrent;
using System.Text.Json;
using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtInvites.Tests.Records.Writing;

public sealed class WriterRegistrationTests
{
    private static CancellationToken Token => WritingHost.Token;

    [Fact]
    public async Task A_host_that_holds_the_repositories_writes_to_them_itself()
    {
        await using var host = await WritingHost.StartAsync(builder => builder.UseRepoWriter<OwnRepos>());

        var outcome = await host.Records.InviteAsync(WritingHost.Registry(), Token);

        Assert.Equal(RecordWriteStatus.Written, outcome.Status);
        Assert.Equal([outcome.Uri!.Value], Assert.IsType<OwnRepos>(host.Writer).Records.Keys);
        Assert.Empty(host.Pds.Requests);
    }

    [Fact]
    public async Task A_handler_of_the_client_knows_whose_session_it_serves()
    {
        var seen = new ConcurrentQueue<string>();
        await using var host = await WritingHost.StartAsync(builder => builder.Services
            .AddHttpClient(HttpRepoWriter.ClientName).AddHttpMessageHandler(() => new Proofs(seen)));

        var invite = await host.InviteAsync(WritingHost.Registry());
        await host.Records.AcceptAsync(invite, WritingHost.Bob, Token);

        Assert.Equal(["did:plc:alice POST", "did:plc:bob GET", "did:plc:bob POST"], seen);
    }

    [Fact]
    public async Task No_log_has_a_token()
    {
        using var logs = new LogBook();
        await using var host = await WritingHost.StartAsync(builder => builder.Services.AddLogging(
            logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs)));

        await host.InviteAsync(WritingHost.Registry());

        Assert.Contains("createRecord", logs.Text);
        Assert.Contains("Authorization", logs.Text);
        Assert.DoesNotContain("token-of-", logs.Text);
    }

    [Fact]
    public void Writing_without_a_family_stops_the_start()
    {
        var services = new ServiceCollection();
        services.AddAtInvites(options => options.ServiceDid = HttpHost.ServiceDid).UseInMemory().AddRepoSessions<TestSessions>();
        using var provider = services.BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(
            () => provider.GetRequiredService<IOptions<AtInvitesOptions>>().Value);

        Assert.Contains(".AddRecordInvites()", Assert.Single(fault.Failures));
    }

    [Fact]
    public async Task A_host_without_a_way_to_repositories_has_nothing_to_write_with()
    {
        await using var services = new ServiceCollection()
            .AddAtInvites(options => options.ServiceDid = HttpHost.ServiceDid).UseInMemory().AddRecordInvites()
            .Services.BuildServiceProvider();

        Assert.Null(services.GetService<RecordInvites>());
    }

    [Theory]
    [InlineData("at://alice.example.com/blue.registry.invite/3lnone2222222")]
    [InlineData("at://did:plc:alice/blue.registry.invite")]
    [InlineData("at://did:plc:alice/blue.registry.invite/3lnone2222222#/list")]
    public async Task A_writer_asks_only_for_records_by_did(string uri)
    {
        await using var host = await WritingHost.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Writer.GetAsync(AtUri.Parse(uri), Token));
    }

    private sealed class Proofs(ConcurrentQueue<string> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Options.TryGetValue(HttpRepoWriter.Account, out var account);
            seen.Enqueue($"{account} {request.Method}");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class OwnRepos : IRepoWriter
    {
        public ConcurrentDictionary<AtUri, JsonElement> Records { get; } = new();

        public ValueTask<RepoResult?> GetAsync(AtUri record, CancellationToken cancellationToken) =>
            new(Records.TryGetValue(record, out var content) ? Written(content) with { Record = content } : null);

        public ValueTask<RepoResult> CreateAsync(AtUri record, JsonElement content, CancellationToken cancellationToken)
        {
            Records[record] = content;
            return new(Written(content));
        }

        public ValueTask<RepoResult> PutAsync(
            AtUri record, JsonElement content, Cid swap, CancellationToken cancellationToken) =>
            CreateAsync(record, content, cancellationToken);

        public ValueTask<RepoResult> DeleteAsync(AtUri record, Cid? swap, CancellationToken cancellationToken)
        {
            Records.TryRemove(record, out _);
            return new(new RepoResult());
        }

        private static RepoResult Written(JsonElement content) => new() { Cid = RepoServer.CidOf(content) };
    }
}
