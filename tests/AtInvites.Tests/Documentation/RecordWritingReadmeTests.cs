using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using AtInvites.Tests.Records.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Documentation;

/// <summary>The README's code that writes records, against a PDS.</summary>
public sealed class RecordWritingReadmeTests
{
    [Fact]
    public async Task A_list_is_shared_and_accepted_as_the_readme_says()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var pds = await RepoServer.StartAsync(TimeProvider.System);
        var builder = new ServiceCollection();
        builder.AddAtInvites(options => options.ServiceDid = HttpHost.ServiceDid)
            .UseInMemory()
            .AddRecordInvites()
            .AddRepoSessions<ListSessions>();
        await using var services = builder.BuildServiceProvider();
        var (alice, bob) = (Did.Parse("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), Did.Parse("did:plc:z72i7hdynmk6r22z27h6tvur"));
        var list = AtUri.Parse("at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/com.example.list/3lparty22222a");
        foreach (var account in new[] { alice, bob })
            services.GetRequiredService<ListSessions>().LogIn(account, pds.Address, $"token-of-{account}");

        var records = services.GetRequiredService<RecordInvites>();
        var invite = await records.InviteAsync(
            new() { Family = RecordFamily.Registry, Inviter = alice, Subject = list, Invitee = bob }, cancellationToken);
        if (invite.Error is { } error) Console.WriteLine($"the PDS says {error.Status} {error.Error}: {error.Message}");

        await services.GetRequiredService<HandshakeIndex>().ApplyAsync(new(pds.TakeEvents(), null), null, cancellationToken);

        // once the index has seen it
        var answer = await records.AcceptAsync(invite.Uri!.Value, bob, cancellationToken);
        Console.WriteLine(answer.IsDone ? $"accepted by {answer.Uri}" : $"{answer.Status}: {answer.Reason}");

        Assert.True(answer.IsDone);
        await services.GetRequiredService<HandshakeIndex>().ApplyAsync(new(pds.TakeEvents(), null), null, cancellationToken);
        Assert.NotNull(await services.GetRequiredService<IHandshakeStore>().FindCollaboratorAsync(
            list, bob, null, TimeProvider.System.GetUtcNow(), cancellationToken));
    }
}
