namespace AtInvites.Records;

/// <summary>Output of pub.chive.collaboration.listInvites. <paramref name="Total"/> counts the whole list, by the same
/// filters.</summary>
internal sealed record InviteList(IReadOnlyList<InviteView> Invites, string? Cursor, bool HasMore, long Total);
