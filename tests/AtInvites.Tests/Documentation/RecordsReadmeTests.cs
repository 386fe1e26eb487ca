using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Documentation;

/// <summary>The README's host that reads and writes records, but for its start: the server that it names is elsewhere.</summary>
public sealed class RecordsReadmeTests
{
    [Fact]
    public async Task The_readme_registers_a_host_without_faults()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var connectionString = "Data Source=readme.db";
        builder.Services.AddAtInvites(options => options.ServiceDid = "did:web:lists.example.com")
            .UseSqlite(connectionString)
            .AddServiceAuth()
            .AddJetstream(new Uri("wss://jetstream2.us-east.bsky.network/subscribe"))
            .AddRepoSessions<ListSessions>();

        await using var app = builder.Build();

        // Settings with a fault would throw here.
        Assert.Equal("did:web:lists.example.com", app.Services.GetRequiredService<AtInvitesOptions>().ServiceDid);
        Assert.Equal("jetstream:jetstream2.us-east.bsky.network", app.Services.GetRequiredService<IRecordEventSource>().Name);
        Assert.NotNull(app.Services.GetRequiredService<RecordInvites>());
        Assert.NotNull(app.Services.GetRequiredService<Collaborations>());
    }
}
