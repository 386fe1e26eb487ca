using System.Globalization;
using AtInvites.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Tests.Syntax;

public sealed class AtDatetimeTests
{
    [Theory]
    [InlineData("1985-04-12T23:20:50Z", true)]
    [InlineData("1985-04-12T23:20:50.12345678912345Z", true)]
    [InlineData("1985-04-12T23:20:50.123-07:00", true)]
    [InlineData("2024-02-29T00:00:00Z", true)]
    [InlineData("0000-02-29T00:00:00Z", true)]
    [InlineData("1985-04-12T23:20:50+23:59", true)]
    [InlineData("2023-02-29T00:00:00Z", false)]
    [InlineData("1900-02-29T00:00:00Z", false)]
    [InlineData("1985-04-31T00:00:00Z", false)]
    [InlineData("1985-00-12T23:20:50Z", false)]
    [InlineData("1985-13-12T23:20:50Z", false)]
    [InlineData("1985-04-00T23:20:50Z", false)]
    [InlineData("1985-04-12T24:00:00Z", false)]
    [InlineData("1985-04-12T23:99:50Z", false)]
    [InlineData("2016-12-31T23:59:60Z", false)]
    [InlineData("1985-04-12T23:20:50", false)]
    [InlineData("1985-04-12T23:20:50.Z", false)]
    [InlineData("1985-04-12T23:20:50.5", false)]
    [InlineData("1985-04-12T23:20:50,5Z", false)]
    [InlineData("1985-04-12t23:20:50Z", false)]
    [InlineData("1985-04-12T23:20:50z", false)]
    [InlineData("1985-04-12 23:20:50Z", false)]
    [InlineData("1985-04-12T23:20:50-00:00", false)]
    [InlineData("1985-04-12T23:20:50+24:00", false)]
    [InlineData("1985-04-12T23:20:50+0000", false)]
    [InlineData("1985-04-12T23:20:50+00", false)]
    [InlineData("+001985-04-12T23:20:50Z", false)]
    [InlineData("-1985-04-12T23:20:50Z", false)]
    [InlineData("٣985-04-12T23:20:50Z", false)]
    [InlineData("0000-01-01T00:00:00+00:01", false)]
    [InlineData("9999-12-31T23:59:59-00:01", false)]
    public void Datetimes(string text, bool valid) => Assert.Equal(valid, AtDatetime.IsValid(text));

    [Fact]
    public void A_datetime_has_at_most_64_characters()
    {
        Assert.True(AtDatetime.IsValid($"1985-04-12T23:20:50.{new string('1', 43)}Z"));
        Assert.False(AtDatetime.IsValid($"1985-04-12T23:20:50.{new string('1', 44)}Z"));
    }

    [Theory]
    [InlineData("1985-04-12T23:20:50.5Z", "1985-04-12T23:20:50.5000000+00:00")]
    [InlineData("1985-04-12T23:20:50.123456789Z", "1985-04-12T23:20:50.1234567+00:00")]
    [InlineData("1985-04-12T23:20:50+02:30", "1985-04-12T20:50:50.0000000+00:00")]
    [InlineData("1985-04-12T23:20:50-23:59", "1985-04-13T23:19:50.0000000+00:00")]
    [InlineData("9999-12-31T23:59:59.99999999Z", "9999-12-31T23:59:59.9999999+00:00")]
    [InlineData("0001-01-01T00:00:00+00:01", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("0000-06-15T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("0000-12-31T23:30:00-01:00", "0001-01-01T00:30:00.0000000+00:00")]
    public void A_datetime_is_a_moment_in_utc(string text, string moment) =>
        Assert.Equal(moment, AtDatetime.Parse(text).ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture));

    [Fact]
    public void The_default_datetime_is_the_earliest_moment() =>
        Assert.Equal(DateTimeOffset.MinValue, default(AtDatetime).ToDateTimeOffset());

    [Fact]
    public void A_moment_is_written_in_utc_with_milliseconds()
    {
        var moment = new DateTimeOffset(2026, 7, 1, 2, 3, 4, 5, TimeSpan.FromHours(9)).AddTicks(9_999);
        Assert.Equal("2026-06-30T17:03:04.005Z", AtDatetime.From(moment).Value);
    }

    [Fact]
    public void Every_moment_round_trips_to_the_millisecond() => Prop.ForAll<DateTime>(date =>
    {
        var moment = new DateTimeOffset(date.Ticks - (date.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        var text = AtDatetime.From(moment);
        return AtDatetime.IsValid(text.Value) && text.ToDateTimeOffset() == moment;
    }).QuickCheckThrowOnFailure();
}
