using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using AtInvites.Tests.Records.Jetstream;

namespace AtInvites.Interop.Tests.Records;

/// <summary>What happens to the stream and to the host while records of the reference's PDS come by.</summary>
public sealed class RecordStreamTests(ReferencePds pds) : IClassFixture<ReferencePds>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [OnFamiliesAndStores]
    public async Task Cut_connections_lose_nothing(string family, StoreKind store)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, store);
        var invites = new List<AtUri>();
        for (var round = 0; round < 2; round++)
        {
            await CutAsync(journey.Host);
            var written = await journey.Host.Invites.InviteAsync(journey.Order, Token);
            Journey.Done(RecordWriteStatus.Written, written);
            invites.Add(written.Uri!.Value);
            await journey.Host.UntilAsync(invites[^1], HandshakeState.Pending, written.Cid);
            await CutAsync(journey.Host);
            await journey.AcceptAsync(invites[^1]);
        }

        // Each connection told once more what came shortly before it.
        foreach (var invite in invites) await journey.Host.UntilAsync(invite, HandshakeState.Accepted);
        var all = await journey.Host.Collaborations.ListInvitesToAsync(journey.Subject, null, Token);
        Assert.Equal(2, all.Total);
    }

    [Theory]
    [OnFamiliesAndStores]
    public async Task Junk_is_counted_and_what_follows_it_is_read(string family, StoreKind store)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, store);
        var invite = await journey.InviteAsync();
        string Commit(string rest) => $$"""{"did":"{{journey.Alice}}","time_us":1,"kind":"commit","commit":{{rest}}}""";
        var junk = new (string Frame, string Reason)[]
        {
            ("{", "broken_json"),
            ("[]", "wrong_shape"),
            ("""{"did":"did:plc:x","time_us":1,"kind":"party"}""", "unknown_kind"),
            (Commit("""{"operation":"overturn","collection":"blue.registry.invite"}"""), "unknown_operation"),
            (Commit("""{"operation":"delete","collection":"blue.registry.invite","rkey":"a b","rev":"x"}"""), "wrong_format"),
            ("""{"did":"did:plc:x","time_us":9000000000000000,"kind":"identity"}""", "future"),
            ($"\"{new string('x', 1_000_000)}\"", "too_large"),
        };
        foreach (var (frame, _) in junk) await pds.SendAsync(frame);

        await journey.AcceptAsync(invite);
        Assert.All(junk, sent => Assert.Equal((sent.Reason, 1), (sent.Reason, journey.Host.Skipped(sent.Reason))));
        Assert.Equal(0, journey.Host.Reconnects);
    }

    [Fact]
    public async Task A_host_that_was_down_makes_the_same_of_it_as_one_that_was_there()
    {
        NodeOracle.RequireInstalled();
        using var folder = new TemporaryFolder();
        await using var host = await JourneyHost.StartAsync(pds, StoreKind.Memory);
        var invites = new List<(AtUri Uri, HandshakeState State)>();
        var journeys = new List<Journey>();
        foreach (var family in new[] { RecordFamily.Chive, RecordFamily.Registry })
            journeys.Add(await Journey.StartAsync(pds, host, family.Name));

        await using (var before = await JourneyHost.StartAsync(pds, StoreKind.Sqlite, folder))
        {
            foreach (var journey in journeys)
            {
                foreach (var state in new[] { HandshakeState.Pending, HandshakeState.Accepted, HandshakeState.Revoked })
                    invites.Add((await journey.InviteAsync(), state));
                await journey.AcceptAsync(invites[^3].Uri);
                await journey.AcceptAsync(invites[^1].Uri);
                await before.UntilAsync(invites[^1].Uri, HandshakeState.Accepted);
            }
        }

        foreach (var (journey, first) in journeys.Zip([0, 3]))
        {
            await journey.LeaveAsync(invites[first].Uri);
            await journey.AcceptAsync(invites[first + 1].Uri);
            await journey.RevokeAsync(invites[first + 2].Uri);
            invites.Add((await journey.InviteAsync(), HandshakeState.Accepted));
            await journey.AcceptAsync(invites[^1].Uri);
        }

        await using var after = await JourneyHost.StartAsync(pds, StoreKind.Sqlite, folder);
        foreach (var (uri, state) in invites)
            Assert.Equal(await host.UntilAsync(uri, state), await after.UntilAsync(uri, state));
    }
    /// <summary>Cuts the connection; what is written next comes while the host pauses before the next one.</summary>
    private async Task CutAsync(JourneyHost host)
    {
        var before = host.Reconnects;
        await pds.DropConnectionsAsync();
        await Polling.Until(() => host.Reconnects > before);
    }
}
