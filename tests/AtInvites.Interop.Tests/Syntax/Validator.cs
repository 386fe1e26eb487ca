namespace AtInvites.Interop.Tests.Syntax;

internal delegate bool Validator(ReadOnlySpan<char> text);
