namespace AtInvites.Stores.Contracts.Modelling;

/// <summary>One call of a sequence as small numbers, so that it is generated, printed and shrunk with ease.</summary>
/// <param name="Verb">Which call.</param>
/// <param name="Token">Index of a hash.</param>
/// <param name="Space">Index of a space.</param>
/// <param name="Account">Index of an account.</param>
/// <param name="Choice">0 to 63: every other argument follows from it.</param>
/// <param name="Advance">Milliseconds by which the clock moves first.</param>
public readonly record struct Step(Verb Verb, int Token, int Space, int Account, int Choice, int Advance)
{
    /// <summary>One of <paramref name="count"/> values, taken from <see cref="Choice"/> after <paramref
    /// name="divisor"/>.</summary>
    public int Pick(int count, int divisor = 1) => Choice / divisor % count;

    public override string ToString() => $"{Verb}(t{Token} s{Space} a{Account} #{Choice} +{Advance})";
}
