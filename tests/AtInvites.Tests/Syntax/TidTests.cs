using AtInvites.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Tests.Syntax;

public sealed class TidTests
{
    private const long MaxMicroseconds = (1L << 53) - 1;

    private static readonly Arbitrary<(long Microseconds, int ClockId)> Moments =
        (from high in Gen.Choose(0, (1 << 26) - 1)
         from low in Gen.Choose(0, (1 << 27) - 1)
         from clock in Gen.Choose(0, 1023)
         select (((long)high << 27) | (uint)low, clock)).ToArbitrary();

    [Theory]
    [InlineData("3jzfcijpj2z2a", true)]
    [InlineData("7777777777777", true)]
    [InlineData("2222222222222", true)]
    [InlineData("jzzzzzzzzzzzz", true)]
    [InlineData("kjzfcijpj2z2a", false)]
    [InlineData("3jzfcijpj2z21", false)]
    [InlineData("3jzfcijpj2z2", false)]
    [InlineData("3jzfcijpj2z2aa", false)]
    [InlineData("3jzf-cij-pj2z-2a", false)]
    [InlineData("3JZFCIJPJ2Z2A", false)]
    public void Tids(string text, bool valid) => Assert.Equal(valid, Tid.IsValid(text));

    [Fact]
    public void The_ends_of_the_range_are_known_texts()
    {
        Assert.Equal("2222222222222", Tid.From(0, 0).Value);
        Assert.Equal("bzzzzzzzzzzzz", Tid.From(MaxMicroseconds, 1023).Value);
        Assert.Equal((0, 0), (default(Tid).UnixMicroseconds, default(Tid).ClockId));
    }

    [Fact]
    public void A_text_with_the_reserved_bit_set_still_reads_as_a_positive_time() =>
        Assert.Equal(((1L << 54) - 1, 1023), (Tid.Parse("jzzzzzzzzzzzz").UnixMicroseconds, Tid.Parse("jzzzzzzzzzzzz").ClockId));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(MaxMicroseconds + 1, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1024)]
    public void A_time_or_clock_outside_the_range_is_refused(long microseconds, int clockId) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tid.From(microseconds, clockId));

    [Fact]
    public void A_tid_reads_back_as_its_time_and_clock() => Prop.ForAll(Moments, moment =>
    {
        var tid = Tid.Parse(Tid.From(moment.Microseconds, moment.ClockId).Value);
        return (tid.UnixMicroseconds, tid.ClockId) == moment;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tids_sort_by_time_and_then_by_clock() => Prop.ForAll(Moments, Moments, (one, other) =>
    {
        var (first, second) = (Tid.From(one.Microseconds, one.ClockId), Tid.From(other.Microseconds, other.ClockId));
        return Math.Sign(string.CompareOrdinal(first.Value, second.Value)) == one.CompareTo(other);
    }).QuickCheckThrowOnFailure();
}
