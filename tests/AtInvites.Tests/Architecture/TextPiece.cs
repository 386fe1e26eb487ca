namespace AtInvites.Tests.Architecture;

/// <summary>A comment, or a string literal between its quotes with <c>{}</c> for what it interpolates.</summary>
internal sealed record TextPiece(int Offset, string Text);
