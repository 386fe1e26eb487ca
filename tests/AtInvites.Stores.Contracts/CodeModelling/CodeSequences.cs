using AtInvites.Stores.Contracts.Modelling;
using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Stores.Contracts.CodeModelling;

/// <summary>Random sequences of steps, with few codes, holders and accounts so that they meet often.</summary>
public static class CodeSequences
{
    private static readonly Gen<CodeVerb> Verbs = Gen.Frequency(
        (12, Gen.Constant(CodeVerb.Add)),
        (3, Gen.Constant(CodeVerb.Find)),
        (6, Gen.Constant(CodeVerb.List)),
        (2, Gen.Constant(CodeVerb.ListFor)),
        (3, Gen.Constant(CodeVerb.Disable)),
        (7, Gen.Constant(CodeVerb.Earn)),
        (1, Gen.Constant(CodeVerb.FindOwner)),
        (20, Gen.Constant(CodeVerb.Reserve)),
        (14, Gen.Constant(CodeVerb.Commit)),
        (4, Gen.Constant(CodeVerb.Release)),
        (12, Gen.Constant(CodeVerb.Redeem)),
        (2, Gen.Constant(CodeVerb.SetSwitch)),
        (1, Gen.Constant(CodeVerb.FindSwitch)),
        (2, Gen.Constant(CodeVerb.FindUsed)),
        (2, Gen.Constant(CodeVerb.ListInvitees)),
        (2, Gen.Constant(CodeVerb.ReadSubtree)),
        (2, Gen.Constant(CodeVerb.DisableSubtree)),
        (1, Gen.Constant(CodeVerb.Reopen)));

    private static readonly Gen<int> Advances = Gen.Frequency(
        (3, Gen.Constant(0)), (6, Gen.Choose(1, 3)), (1, Gen.Choose(4, 20)), (1, Gen.Choose(-9, -1)));

    // Low numbers more often: seats are about the same code and the same holder again.
    private static readonly Gen<int> Codes = Gen.Frequency((3, Gen.Choose(0, 1)), (2, Gen.Choose(0, CodeCast.Codes - 1)));

    private static readonly Gen<CodeStep> Steps =
        from verb in Verbs
        from code in Codes
        from account in Gen.Choose(0, CodeCast.Accounts - 1)
        from choice in Gen.Choose(0, 255)
        from advance in Advances
        select new CodeStep(verb, code, account, choice, advance);

    private static readonly Gen<CodeStep[]> Any =
        from length in Gen.Choose(10, 60)
        from steps in Gen.ArrayOf(Steps, length)
        select steps;

    public static Arbitrary<CodeStep[]> Arbitrary { get; } = Arb.From(Any, steps => Shrinking.Of(steps, Simpler));

    private static IEnumerable<CodeStep> Simpler(CodeStep step)
    {
        if (step.Advance != 0) yield return step with { Advance = 0 };
        if (step.Choice > 0) yield return step with { Choice = 0 };
        if (step.Choice > 1) yield return step with { Choice = step.Choice / 2 };
    }
}
