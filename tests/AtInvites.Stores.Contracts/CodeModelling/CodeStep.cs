namespace AtInvites.Stores.Contracts.CodeModelling;

/// <summary>One call of a sequence as small numbers, so that it is generated, printed and shrunk with ease.</summary>
/// <param name="Verb">Which call.</param>
/// <param name="Code">Index of a hash.</param>
/// <param name="Account">Index of an account.</param>
/// <param name="Choice">0 to 255: every other argument follows from it.</param>
/// <param name="Advance">Milliseconds by which the clock moves first, back where it is negative.</param>
public readonly record struct CodeStep(CodeVerb Verb, int Code, int Account, int Choice, int Advance)
{
    /// <summary>One of <paramref name="count"/> values, taken from <see cref="Choice"/> after <paramref
    /// name="divisor"/>.</summary>
    public int Pick(int count, int divisor = 1) => Choice / divisor % count;

    public override string ToString() => $"{Verb}(c{Code} a{Account} #{Choice} {Advance:+0;-0})";
}
