namespace AtInvites.Tests.Syntax;

public delegate bool Validator(ReadOnlySpan<char> text);
