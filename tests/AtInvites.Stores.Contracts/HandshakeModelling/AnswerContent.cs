namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>What an answer record of a case says.</summary>
/// <param name="Kind">Yes or no.</param>
/// <param name="Pin">The version of the invite that it is to; null names none.</param>
/// <param name="Subject">0 names no subject, 1 the garden, 2 something else.</param>
/// <param name="IsToOther">Whether it answers the other invite.</param>
/// <param name="Remade">What is no part of its substance.</param>
public readonly record struct AnswerContent(AnswerKind Kind, InviteContent? Pin, int Subject, bool IsToOther, int Remade);
