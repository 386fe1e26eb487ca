using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Stores.Contracts.Modelling;

/// <summary>Random sequences of steps, with few hashes, spaces and accounts so that they meet often.</summary>
public static class Sequences
{
    private static readonly Gen<Verb> Verbs = Gen.Frequency(
        (10, Gen.Constant(Verb.AddInvite)),
        (3, Gen.Constant(Verb.FindInvite)),
        (3, Gen.Constant(Verb.ListInvites)),
        (3, Gen.Constant(Verb.Revoke)),
        (1, Gen.Constant(Verb.RevokeAll)),
        (3, Gen.Constant(Verb.Sweep)),
        (22, Gen.Constant(Verb.Redeem)),
        (3, Gen.Constant(Verb.ListPending)),
        (3, Gen.Constant(Verb.Acknowledge)),
        (4, Gen.Constant(Verb.CreateSpace)),
        (1, Gen.Constant(Verb.FindSpace)),
        (3, Gen.Constant(Verb.ListSpaces)),
        (1, Gen.Constant(Verb.DeleteSpace)),
        (5, Gen.Constant(Verb.AddMember)),
        (4, Gen.Constant(Verb.RemoveMember)),
        (2, Gen.Constant(Verb.FindMember)),
        (3, Gen.Constant(Verb.ListMembers)),
        (1, Gen.Constant(Verb.Reopen)));

    private static readonly Gen<int> Advances =
        Gen.Frequency((2, Gen.Constant(0)), (5, Gen.Choose(1, 3)), (1, Gen.Choose(4, 20)));

    private static readonly Gen<Step> Steps =
        from verb in Verbs
        from token in Gen.Choose(0, Cast.Tokens - 1)
        from space in Gen.Choose(0, Cast.Spaces - 1)
        from account in Gen.Choose(0, Cast.Accounts - 1)
        from choice in Gen.Choose(0, 63)
        from advance in Advances
        select new Step(verb, token, space, account, choice, advance);

    private static readonly Gen<Step[]> Any =
        from length in Gen.Choose(10, 60)
        from steps in Gen.ArrayOf(Steps, length)
        select steps;

    public static Arbitrary<Step[]> Arbitrary { get; } = Arb.From(Any, steps => Shrinking.Of(steps, Simpler));

    private static IEnumerable<Step> Simpler(Step step)
    {
        if (step.Advance > 0) yield return step with { Advance = 0 };
        if (step.Choice > 0) yield return step with { Choice = 0 };
        if (step.Choice > 1) yield return step with { Choice = step.Choice / 2 };
    }
}
