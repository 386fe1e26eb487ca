using AtInvites.Stores.InMemory;
using AtInvites.Syntax;

namespace AtInvites.Stores.Tests.Sqlite;

/// <summary>Whatever records come, in whatever order, both stores answer every question alike.</summary>
public sealed class SqliteRecordComparisonTests
{
    private const int BatchesEach = 250;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Both_stores_answer_alike_after_every_batch(int seed)
    {
        await using var fixture = new SqliteFixture();
        var (files, memory) = (await fixture.OpenAsync(Cancellation), InMemoryStores.Create());
        var random = new Random(seed);
        for (var world = 0; world < 10; world++)
        {
            var records = new RandomRecords(random);
            for (var number = 0; number < BatchesEach / 10; number++)
            {
                var batch = new RecordBatch
                {
                    Versions = records.Batch(),
                    Source = random.Next(2) == 0 ? null : $"source {random.Next(2)}",
                    Cursor = random.Next(5),
                };
                Assert.Equal(
                    await memory.Records.ApplyAsync(batch, Cancellation), await files.Records.ApplyAsync(batch, Cancellation));
                await CompareAsync(random, records, memory, files);
            }
        }
    }

    [Fact]
    public async Task The_state_that_a_list_asks_for_is_that_of_the_handshake_at_every_time()
    {
        var met = new HashSet<HandshakeState>();
        for (var seed = 0; seed < 5; seed++)
        {
            await using var fixture = new SqliteFixture();
            var stores = await fixture.OpenAsync(Cancellation);
            var records = new RandomRecords(new Random(seed));
            for (var round = 0; round < 12; round++)
            {
                await stores.Records.ApplyAsync(new() { Versions = records.Batch() }, Cancellation);
                DateTimeOffset[] times = [DateTimeOffset.MinValue, records.Time(), records.Time(), DateTimeOffset.MaxValue];
                foreach (var now in times) met.UnionWith(await CompareStatesAsync(stores.Handshakes, now));
            }
        }

        Assert.Equal(Enum.GetValues<HandshakeState>().Length, met.Count);
    }

    private static async Task<HashSet<HandshakeState>> CompareStatesAsync(IHandshakeStore handshakes, DateTimeOffset now)
    {
        var states = new Dictionary<AtUri, HandshakeState>();
        foreach (var uri in RandomRecords.Invites)
        {
            if (await handshakes.FindAsync(uri, Cancellation) is { } handshake) states.Add(uri, handshake.StateAt(now));
        }

        foreach (var state in Enum.GetValues<HandshakeState>())
        {
            var page = await handshakes.ListAsync(new() { State = state, Now = now, Limit = 100 }, Cancellation);
            Assert.Equal(
                states.Where(entry => entry.Value == state).Select(entry => entry.Key.Value).Order(),
                page.Items.Select(item => item.Uri.Value).Order());
            Assert.Equal(page.Items.Count, page.Total);
        }

        return [.. states.Values];
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    private static async Task CompareAsync(Random random, RandomRecords records, StoreSet memory, StoreSet files)
    {
        foreach (var invite in RandomRecords.Invites)
        {
            Assert.Equal(
                await memory.Handshakes.FindAsync(invite, Cancellation), await files.Handshakes.FindAsync(invite, Cancellation));
            var account = records.Any(RandomRecords.Accounts);
            Assert.Equal(
                await memory.Handshakes.ListAnswersAsync(invite, account, Cancellation),
                await files.Handshakes.ListAnswersAsync(invite, account, Cancellation));
        }

        for (var number = 0; number < 2; number++)
            Assert.Equal(
                await memory.Records.FindCursorAsync($"source {number}", Cancellation),
                await files.Records.FindCursorAsync($"source {number}", Cancellation));
        await CompareListsAsync(random, records, memory, files);
        await CompareCollaboratorsAsync(random, records, memory, files);
    }

    private static async Task CompareListsAsync(Random random, RandomRecords records, StoreSet memory, StoreSet files)
    {
        var query = new HandshakeQuery
        {
            Invitee = records.Maybe(RandomRecords.Accounts),
            Inviter = records.Maybe(RandomRecords.Accounts),
            Subject = random.Next(3) > 0 ? null : records.Any(RandomRecords.Subjects),
            SubjectCollection = random.Next(3) > 0 ? null : records.Any(RandomRecords.Collections),
            Family = random.Next(3) > 0 ? null : records.Any(RandomRecords.Families),
            State = random.Next(2) == 0 ? null : (HandshakeState)random.Next(5),
            Now = records.Time(),
            Limit = random.Next(1, 4),
        };
        for (var isOver = false; !isOver;)
        {
            var expected = await memory.Handshakes.ListAsync(query, Cancellation);
            var page = await files.Handshakes.ListAsync(query, Cancellation);
            Assert.Equal(expected.Items, page.Items);
            Assert.Equal((expected.HasMore, expected.Total), (page.HasMore, page.Total));
            isOver = !page.HasMore;
            if (!isOver) query = query with { After = new(page.Items[^1].ListedAt, page.Items[^1].Uri) };
        }
    }

    private static async Task CompareCollaboratorsAsync(
        Random random, RandomRecords records, StoreSet memory, StoreSet files)
    {
        var family = random.Next(3) > 0 ? null : records.Any(RandomRecords.Families);
        var query = new CollaboratorQuery
        {
            Subject = records.Any(RandomRecords.Subjects),
            Family = family,
            Now = records.Time(),
            Limit = random.Next(1, 3),
            After = records.Maybe(RandomRecords.Accounts),
        };
        var expected = await memory.Handshakes.ListCollaboratorsAsync(query, Cancellation);
        var page = await files.Handshakes.ListCollaboratorsAsync(query, Cancellation);
        Assert.Equal(expected.Items, page.Items);
        Assert.Equal(expected.HasMore, page.HasMore);
        foreach (var account in RandomRecords.Accounts)
        {
            Assert.Equal(
                await memory.Handshakes.FindCollaboratorAsync(query.Subject, account, family, query.Now, Cancellation),
                await files.Handshakes.FindCollaboratorAsync(query.Subject, account, family, query.Now, Cancellation));
        }
    }
}
