namespace AtInvites.Interop.Tests.Syntax;

/// <summary>A class of strings that the reference and AtInvites judge differently on purpose.</summary>
/// <param name="Decides">The sentence of the specification that decides it.</param>
/// <param name="WeAccept">Our answer; the reference's is the opposite.</param>
/// <param name="Covers">Whether a string belongs to the class. Only strings that are judged differently are asked about.</param>
internal sealed record Disagreement(string Decides, bool WeAccept, Func<string, bool> Covers);
