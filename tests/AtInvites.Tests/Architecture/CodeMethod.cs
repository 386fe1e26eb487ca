namespace AtInvites.Tests.Architecture;

/// <summary>A method, constructor or operator; its lines without attributes and comments before it.</summary>
internal sealed record CodeMethod(string Name, int Offset, int Lines, int Parameters);
