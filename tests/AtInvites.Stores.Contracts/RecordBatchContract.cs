using static AtInvites.Stores.Contracts.GivenRecords;

namespace AtInvites.Stores.Contracts;

/// <summary>Batches: their cursor, their news, all or nothing; and rows that come back as they went in.</summary>
public abstract class RecordBatchContract<TFixture> : RecordScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    [Fact]
    public async Task A_cursor_is_kept_for_each_source_whatever_its_number()
    {
        Assert.Null(await CursorAsync("one"));
        foreach (var cursor in new[] { 5L, 0, long.MaxValue, -1, long.MinValue })
        {
            await ApplyAsync([], "one", cursor);
            Assert.Equal(cursor, await CursorAsync("one"));
        }

        await ApplyAsync([Invite(1)], "two", 7);
        Assert.Equal((long.MinValue, 7), (await CursorAsync("one"), await CursorAsync("two")));
        Assert.Null(await CursorAsync("One"));
        Assert.Null(await CursorAsync(""));
    }

    [Fact]
    public async Task Without_a_source_no_cursor_is_kept()
    {
        await ApplyAsync([Invite(1)], null, 5);
        Assert.NotNull(await FindAsync());
        Assert.Null(await CursorAsync(""));
        Assert.Equal(0, await ApplyAsync([], null, 9));
    }

    [Fact]
    public async Task A_cursor_goes_on_when_nothing_is_new()
    {
        await ApplyAsync([Invite(1)], "one", 1);
        Assert.Equal(0, await ApplyAsync([Invite(1)], "one", 2));
        Assert.Equal(2, await CursorAsync("one"));
    }

    [Fact]
    public async Task What_tells_anything_new_is_counted()
    {
        Assert.Equal(0, await TellAsync());
        Assert.Equal(2, await TellAsync(Invite(1), Answer(2), Invite(1)));
        Assert.Equal(0, await TellAsync(Answer(2), Invite(1), Answer(2).SeenAt(3)));
        Assert.Equal(1, await TellAsync(Invite(1), Answer(2).SeenAt(1)));
        Assert.Equal(2, await TellAsync(Deletion(InviteUri(), 5), Refused(AnswerUri(), 5), Deletion(InviteUri(), 4), Invite(0)));
    }

    [Fact]
    public async Task A_cancelled_batch_changes_nothing()
    {
        await ApplyAsync([Invite(1)], "one", 1);
        RecordVersion[] versions = [Answer(2), Invite(3, Terms() with { Role = "host" })];
        var batch = new RecordBatch { Versions = versions, Source = "one", Cursor = 2 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Stores.Records.ApplyAsync(batch, Cancelled));
        Assert.Equal((HandshakeState.Pending, "guest"), (await StateAsync(), (await HandshakeAsync()).Terms.Role));
        Assert.Equal(1, await CursorAsync("one"));
        Assert.Empty(await AnswersAsync());
    }

    [Fact]
    public async Task A_cancelled_read_answers_nothing()
    {
        var handshakes = Stores.Handshakes;
        await AssertCancelledAsync(async () => await Stores.Records.FindCursorAsync("one", Cancelled));
        await AssertCancelledAsync(async () => await handshakes.FindAsync(InviteUri(), Cancelled));
        await AssertCancelledAsync(async () => await handshakes.ListAnswersAsync(InviteUri(), GivenRecords.Invitee, Cancelled));
        await AssertCancelledAsync(async () => await handshakes.ListAsync(new() { Now = Given.At(0), Limit = 1 }, Cancelled));
        await AssertCancelledAsync(async () => await handshakes.ListCollaboratorsAsync(
            new() { Subject = Subject(), Now = Given.At(0), Limit = 1 }, Cancelled));
        await AssertCancelledAsync(async () =>
            await handshakes.FindCollaboratorAsync(Subject(), GivenRecords.Invitee, null, Given.At(0), Cancelled));
    }

    [Fact]
    public async Task A_batch_that_fails_half_way_changes_nothing()
    {
        await ApplyAsync([Invite(1)], "one", 1);
        var batch = new RecordBatch { Versions = new FailingVersions([Answer(2), Invite(3)]), Source = "one", Cursor = 2 };
        await Assert.ThrowsAsync<InvalidDataException>(async () => await Stores.Records.ApplyAsync(batch, Cancellation));
        await AssertAsync(HandshakeState.Pending);
        Assert.Equal(1, await CursorAsync("one"));
        Assert.Equal(1, await TellAsync(Answer(2)));
    }

    [Fact]
    public async Task Times_are_kept_to_the_microsecond()
    {
        var terms = Terms() with
        {
            CreatedAt = Given.At(-5).AddMicroseconds(1),
            ExpiresAt = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero).AddMicroseconds(999_999),
        };
        var invite = Invite(1, terms) with { SeenAt = Given.At(1).AddMicroseconds(1) };
        await TellAsync(invite, Answer(2) with { SeenAt = Given.At(1).AddMicroseconds(3) });
        var handshake = await HandshakeAsync();
        Assert.Equal((terms, invite.SeenAt), (handshake.Terms, handshake.ListedAt));
        Assert.Equal(Given.At(1).AddMicroseconds(3), handshake.Answer?.Since);
        Assert.Equal(Given.At(1).AddMicroseconds(3), Assert.Single(await AnswersAsync()).Since);
    }

    [Fact]
    public async Task Times_long_ago_are_kept_as_they_are()
    {
        var expiry = DateTimeOffset.UnixEpoch.AddMicroseconds(-1);
        var terms = Terms() with { CreatedAt = DateTimeOffset.MinValue, ExpiresAt = expiry };
        await TellAsync(Invite(1, terms) with { SeenAt = DateTimeOffset.UnixEpoch.AddMicroseconds(-3) });
        Assert.Equal(terms, (await HandshakeAsync()).Terms);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMicroseconds(-3), (await HandshakeAsync()).ListedAt);
    }

    [Fact]
    public async Task What_was_said_comes_back_as_it_was()
    {
        foreach (var (role, message) in new[] { (null, null), ("", ""), ("rôle \U0001F33B '; --", new string('ü', 20_000)) })
        {
            var uri = InviteUri($"of-{role?.Length}");
            var invite = Invite(1, Terms() with { Role = role, Message = message }).At(uri);
            await TellAsync(invite, AnswerTo(invite, 2).At(AnswerUri($"of-{role?.Length}")));
            Assert.Equal(invite.Invite, (await HandshakeAsync(uri)).Terms);
            var answer = Assert.Single(await AnswersAsync(invite: uri));
            Assert.Equal((invite.Cid, Subject()), (answer.Terms.InviteCid, answer.Terms.Subject));
        }
    }

    [Fact]
    public async Task A_batch_of_thousands_is_one()
    {
        var versions = Enumerable.Range(0, 3_000).SelectMany(i => (RecordVersion[])
            [Invite(1).At(InviteUri($"{i}")), Answer(2, terms: Said(InviteUri($"{i}"))).At(AnswerUri($"{i}"))]).ToList();
        Assert.Equal(versions.Count, await ApplyAsync(versions, "one", 1));
        var page = await ListAsync(new() { State = HandshakeState.Accepted, Now = Given.At(9), Limit = 1 });
        Assert.Equal((1, true, 3_000), (page.Items.Count, page.HasMore, page.Total));
    }

    private Task<int> ApplyAsync(IReadOnlyList<RecordVersion> versions, string? source, long cursor) =>
        Stores.Records.ApplyAsync(new() { Versions = versions, Source = source, Cursor = cursor }, Cancellation).AsTask();

    private async Task<long?> CursorAsync(string source) => await Stores.Records.FindCursorAsync(source, Cancellation);

    private static async Task AssertCancelledAsync(Func<Task> verb) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(verb);
}
