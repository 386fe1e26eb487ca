namespace AtInvites.Spaces;

/// <summary>Output of the methods that only succeed.</summary>
internal sealed record OkResult(bool Ok);
