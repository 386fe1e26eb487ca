using AtInvites.Stores;
using static AtInvites.Tests.Stores.Versions;

namespace AtInvites.Tests.Stores;

public sealed class RecordHistoryTests
{
    private const int Sets = 3_000;

    [Fact]
    public void A_record_of_which_nothing_was_told_has_nothing()
    {
        var history = RecordHistory.Empty;
        Assert.Null(history.Current);
        Assert.Null(history.LastUsable);
        Assert.Null(history.Deletion);
        Assert.Null(history.First);
        Assert.True(history.CurrentRun.IsEmpty);
        Assert.False(history.IsFirstRun);
    }

    [Fact]
    public void Versions_in_any_order_and_any_number_of_times_leave_the_same_history()
    {
        for (var seed = 0; seed < Sets; seed++)
        {
            var random = new Random(seed);
            var set = Enumerable.Range(0, random.Next(1, RecordHistory.Limit)).Select(_ => Any(random)).ToArray();
            var expected = History(set);
            var again = set.Concat(set.Take(random.Next(set.Length))).ToArray();
            random.Shuffle(again);
            Assert.True(expected.Versions.SequenceEqual(History(again).Versions), $"seed {seed}");
        }
    }

    [Fact]
    public void More_versions_than_are_kept_leave_the_same_in_any_order_too()
    {
        for (var seed = 0; seed < Sets / 10; seed++)
        {
            var random = new Random(seed);
            var set = Enumerable.Range(1, random.Next(RecordHistory.Limit, 3 * RecordHistory.Limit))
                .Select(rev => random.Next(30) == 0 ? Invite(rev) : random.Next(100) == 0 ? Deletion(rev) : Refused(rev))
                .ToArray();
            var expected = History(set);
            Assert.InRange(expected.Versions.Length, 1, RecordHistory.Limit + 2);
            random.Shuffle(set);
            Assert.True(expected.Versions.SequenceEqual(History(set).Versions), $"seed {seed}");
        }
    }

    [Fact]
    public void What_is_kept_is_all_that_a_later_version_can_meet()
    {
        for (var seed = 0; seed < Sets; seed++)
        {
            var random = new Random(seed);
            var (left, right) = (Some(random), Some(random));
            var expected = History(left.Concat(right)).Versions;
            // What a store kept of one half takes in what it kept of the other, and comes to what the whole does.
            var both = History(History(left).Versions.Concat(History(right).Versions));
            Assert.True(expected.SequenceEqual(both.Versions), $"seed {seed}");
            var stored = RecordHistory.Of(History(left).Versions);
            Assert.True(expected.SequenceEqual(right.Aggregate(stored, (kept, next) => kept.Add(next)).Versions), $"seed {seed}");
        }
    }

    [Fact]
    public void What_tells_nothing_new_leaves_the_same_instance()
    {
        var history = History(Invite(1), Deletion(2), Invite(3), Refused(4));
        Assert.Same(history, history.Add(Invite(1)));
        Assert.Same(history, history.Add(Invite(0)));
        Assert.Same(history, history.Add(Invite(3) with { SeenAt = At(9) }));
        Assert.Same(history, history.Add(Invite(3) with { SeenAt = At(0), IsBackfill = true }));
        Assert.NotSame(history, history.Add(Invite(3) with { SeenAt = At(2) }));
        Assert.NotSame(history, history.Add(Invite(5)));
    }

    [Fact]
    public void The_message_of_a_deleted_invite_goes_and_stays_away()
    {
        var history = History(Invite(1), Invite(2), Deletion(3), Invite(2), Invite(1));
        Assert.Equal([RecordVersionKind.Invite, RecordVersionKind.Deleted], history.Versions.Select(version => version.Kind));
        Assert.Null(history.LastUsable?.Invite?.Message);
        Assert.Null(history.Add(Invite(2) with { SeenAt = At(1) }).LastUsable?.Invite?.Message);
        Assert.Equal("do come", history.Add(Invite(4)).LastUsable?.Invite?.Message);
    }

    [Fact]
    public void A_run_is_the_last_versions_that_say_the_same_in_substance()
    {
        var history = History(Invite(1), Invite(2, "host"), Invite(3), Invite(4, expiresAt: 50));
        Assert.Equal([Invite(3), Invite(4, expiresAt: 50)], history.CurrentRun.ToArray());
        Assert.False(history.IsFirstRun);
        Assert.True(History(Invite(3), Invite(4, expiresAt: 50)).IsFirstRun);
        Assert.False(History(Invite(3) with { IsEdit = true }, Invite(4, expiresAt: 50)).IsFirstRun);
        Assert.True(History(Invite(3), Invite(4, expiresAt: 50) with { IsEdit = true }).IsFirstRun);
        Assert.False(History(Refused(1), Invite(2)).IsFirstRun);
        Assert.False(History(Deletion(1), Invite(2)).IsFirstRun);
        Assert.Single(History(Invite(1), Refused(2), Invite(3)).CurrentRun.ToArray());
        Assert.Single(History(Invite(1), Deletion(2), Invite(3)).CurrentRun.ToArray());
        Assert.True(History(Invite(1), Refused(2)).CurrentRun.IsEmpty);
    }

    [Fact]
    public void The_limit_is_met_to_the_version()
    {
        RecordHistory Of(int count) => History(Enumerable.Range(1, count).Select(rev => Invite(rev, $"{rev % 2}")));
        Assert.Equal(Invite(1, "1"), Of(RecordHistory.Limit).First);
        Assert.Equal(Invite(2, "0"), Of(RecordHistory.Limit + 1).First);
        Assert.Equal(RecordHistory.Limit + 1, Of(RecordHistory.Limit).Add(Deletion(0)).Versions.Length);
        // Which of a full history's versions was the first nobody knows any more.
        var run = Enumerable.Range(1, RecordHistory.Limit).Select(rev => Invite(rev)).ToArray();
        Assert.True(History(run[1..]).IsFirstRun);
        Assert.False(History(run).IsFirstRun);
    }

    [Fact]
    public void A_record_that_is_read_again_and_again_is_known_from_its_beginning()
    {
        var readings = Enumerable.Range(2, 5 * RecordHistory.Limit)
            .Select(rev => Invite(rev) with { IsBackfill = true }).ToArray();
        for (var seed = 0; seed < 50; seed++)
        {
            var told = readings.Prepend(Invite(1)).ToArray();
            new Random(seed).Shuffle(told);
            var history = History(told);
            Assert.InRange(history.Versions.Length, 2, RecordHistory.Limit - 1);
            Assert.Equal((true, Invite(1), readings[^1]), (history.IsFirstRun, history.CurrentRun[0], history.Current));
            var edited = History(told.Append(Invite(0, "host")));
            Assert.Equal((false, Invite(1)), (edited.IsFirstRun, edited.CurrentRun[0]));
        }

        // Nothing that differs is taken for a reading between, and the last edit told late is asked to anew.
        var back = History(readings.Append(Invite(1)).Append(Invite(1_000, "host")).Append(Invite(1_001)));
        Assert.Equal([Invite(1_001)], back.CurrentRun.ToArray());
        var late = History(readings.Append(Invite(1)).Append(Invite(3, "host") with { Cid = CidOf("late") }));
        Assert.False(late.IsFirstRun);
        Assert.True(late.CurrentRun[0].SeenAt > At(3));
    }

    private static RecordVersion[] Some(Random random) => [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => Any(random))];

    private static RecordVersion Any(Random random)
    {
        var rev = random.Next(40);
        var version = random.Next(8) switch
        {
            0 => Deletion(rev),
            1 => Refused(rev),
            2 => Invite(rev) with { Kind = RecordVersionKind.Refused, Invite = null, Substance = null },
            _ => Invite(rev, random.Next(2) == 0 ? "guest" : "host", random.Next(3) == 0 ? 50 : null),
        };
        return version with { SeenAt = At(random.Next(50)), IsBackfill = random.Next(3) == 0, IsEdit = random.Next(2) == 0 };
    }
}
