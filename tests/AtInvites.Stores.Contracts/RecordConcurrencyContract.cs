using AtInvites.Stores.Contracts.HandshakeModelling;

namespace AtInvites.Stores.Contracts;

/// <summary>Many callers who tell of the same records at once, and others who read meanwhile.</summary>
public abstract class RecordConcurrencyContract<TFixture> : RecordScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Callers = 8;

    private const int Cases = 300;

    [Fact]
    public async Task Eight_callers_of_two_sets_who_tell_the_same_in_any_order_leave_the_same()
    {
        StoreSet[] sets = [Stores, await Fixture.OpenAsync(Cancellation)];
        var (cases, versions) = Make();
        var news = await AtOnceAsync(Callers, async caller =>
        {
            var (mine, count) = (versions.ToArray(), 0);
            new Random(caller).Shuffle(mine);
            foreach (var (number, chunk) in mine.Chunk(150).Index())
            {
                var batch = new RecordBatch { Versions = chunk, Source = $"source {caller}", Cursor = number };
                count += await sets[caller % 2].Records.ApplyAsync(batch, Cancellation);
            }

            var cursor = await sets[caller % 2].Records.FindCursorAsync($"source {caller}", Cancellation);
            Assert.Equal((mine.Length - 1) / 150, cursor);
            return count;
        });

        Assert.InRange(news.Sum(), Cases, Callers * versions.Count);
        foreach (var set in sets) await AssertAsync(set, cases);
        foreach (var chunk in versions.Chunk(500)) Assert.Equal(0, await TellAsync(chunk));
    }

    [Fact]
    public async Task Lists_that_are_read_while_records_come_have_whole_rows_in_their_order()
    {
        var other = await Fixture.OpenAsync(Cancellation);
        var (cases, versions) = Make();
        var isOver = false;
        await AtOnceAsync(4, async caller =>
        {
            if (caller == 0)
            {
                try
                {
                    foreach (var chunk in versions.Chunk(40)) await TellAsync(chunk);
                }
                finally
                {
                    Volatile.Write(ref isOver, true);
                }

                return 0;
            }

            do
            {
                await ReadAsync(caller == 1 ? Stores : other, cases[caller].Cast);
            }
            while (!Volatile.Read(ref isOver));
            return 0;
        });
        await AssertAsync(other, cases);
    }

    private static async Task ReadAsync(StoreSet stores, HandshakeCast cast)
    {
        var query = new HandshakeQuery { Now = HandshakeCast.Time(6), Limit = 20 };
        while (true)
        {
            var page = await stores.Handshakes.ListAsync(query, Cancellation);
            Assert.All(page.Items, row => Assert.NotNull(row.Cid));
            Assert.True(page.Total >= page.Items.Count);
            var ordered = page.Items.OrderByDescending(row => row.ListedAt)
                .ThenByDescending(row => row.Uri.Value, StringComparer.Ordinal);
            Assert.Equal(ordered, page.Items);
            if (!page.HasMore) break;
            query = query with { After = new(page.Items[^1].ListedAt, page.Items[^1].Uri) };
        }

        foreach (var subject in cast.Subjects)
        {
            var collaborators = await stores.Handshakes.ListCollaboratorsAsync(
                new() { Subject = subject, Now = query.Now, Limit = 9 }, Cancellation);
            Assert.All(collaborators.Items, row => Assert.Equal(HandshakeState.Accepted, HandshakeModel.State(row, query.Now)));
            await stores.Handshakes.FindCollaboratorAsync(subject, cast.Invitee, null, query.Now, Cancellation);
        }

        await stores.Handshakes.ListAnswersAsync(cast.Uri(HandshakePlace.Invite), cast.Invitee, Cancellation);
    }

    private static (List<(HandshakeCast Cast, HandshakeModel Model)> Cases, List<RecordVersion> Versions) Make()
    {
        var (cases, versions) = (new List<(HandshakeCast Cast, HandshakeModel Model)>(), new List<RecordVersion>());
        for (var i = 0; i < Cases; i++)
        {
            var cast = new HandshakeCast(i);
            var told = HandshakeCases.Make(i).Told.Select(cast.Version).ToList();
            cases.Add((cast, new(told)));
            versions.AddRange(told);
        }

        return (cases, versions);
    }

    private static async Task AssertAsync(StoreSet stores, List<(HandshakeCast Cast, HandshakeModel Model)> cases)
    {
        foreach (var (cast, model) in cases)
        {
            foreach (var place in new[] { HandshakePlace.Invite, HandshakePlace.OtherInvite })
            {
                var expected = model.Handshake(cast.Uri(place));
                Assert.Equal(expected, await stores.Handshakes.FindAsync(cast.Uri(place), Cancellation));
            }
        }

        var all = await AllAsync(stores, HandshakeCast.Time(6));
        Assert.Equal(all.Count, cases.Sum(each => new[] { HandshakePlace.Invite, HandshakePlace.OtherInvite }
            .Count(place => each.Model.Handshake(each.Cast.Uri(place)) is not null)));
    }
}
