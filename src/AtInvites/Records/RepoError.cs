namespace AtInvites.Records;

/// <summary>A refusal as the PDS said it.</summary>
/// <param name="Status">The HTTP status; 0 where nothing was sent, because the host has no session.</param>
/// <param name="Error">The error's name, such as <c>InvalidSwap</c> or <c>ExpiredToken</c>, or one of
/// <see cref="RepoErrorNames"/>; null where the answer names none, as those of proxies do.</param>
/// <param name="Message">The PDS's words, which may be anything; null where it has none.</param>
public sealed record RepoError(int Status, string? Error, string? Message);
