namespace AtInvites.Stores;

/// <summary>Whether an account may earn codes, and what the administration said of it.</summary>
/// <param name="IsDisabled">Whether codes it asks for are made disabled (<c>invitesDisabled</c>).</param>
/// <param name="Note">The note of the last change, at most 10,000 UTF-8 bytes (<c>inviteNote</c>); null when that had
/// none.</param>
public readonly record struct AccountInvites(bool IsDisabled, string? Note);
