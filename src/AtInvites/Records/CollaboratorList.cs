namespace AtInvites.Records;

/// <summary>Output of pub.chive.collaboration.listCollaborators; <paramref name="Cursor"/> is ours.</summary>
internal sealed record CollaboratorList(IReadOnlyList<CollaboratorView> Collaborators, string? Cursor);
