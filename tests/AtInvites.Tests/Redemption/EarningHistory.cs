using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Tests.Redemption;

/// <summary>A history of one account; times in milliseconds after <see cref="Start"/>.</summary>
internal sealed record EarningHistory(int CreatedAt, int Epoch, int Interval, (EarningVerb Verb, int Number)[] Steps)
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The account may be older or younger than the epoch, and the epoch may be to come. The account asks often, as one
    /// does who looks at its list.</summary>
    public static Arbitrary<EarningHistory> Any { get; } = Gen.Choose(0, 200).SelectMany(created =>
        Gen.Choose(0, 400).SelectMany(epoch => Gen.Choose(1, 40).SelectMany(interval =>
            Step.ArrayOf(40).Select(steps => new EarningHistory(created, epoch, interval, steps))))).ToArbitrary();

    private static Gen<(EarningVerb Verb, int Number)> Step => Gen.Frequency(
        (6, Of(EarningVerb.Wait, 0, 60)),
        (1, Of(EarningVerb.Wait, 0, 1000)),
        (8, Of(EarningVerb.Ask, 0, 0)),
        (6, Of(EarningVerb.Use, 0, 30)),
        (2, Of(EarningVerb.Disable, 0, 30)),
        (1, Of(EarningVerb.DisableAll, 0, 0)),
        (2, Of(EarningVerb.Gift, 1, 3)),
        (2, Of(EarningVerb.Switch, 0, 1)),
        (1, Of(EarningVerb.Epoch, 0, 800)),
        (1, Of(EarningVerb.Interval, 0, 40)));

    private static Gen<(EarningVerb Verb, int Number)> Of(EarningVerb verb, int from, int to) =>
        Gen.Choose(from, to).Select(number => (verb, number));

    public override string ToString() =>
        $"created {CreatedAt}, epoch {Epoch}, interval {Interval}: "
        + string.Join(", ", Steps.Select(step => $"{step.Verb} {step.Number}"));
}
