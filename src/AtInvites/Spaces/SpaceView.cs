using System.Text.Json;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.defs#spaceView</c>. <paramref name="CreatedAt"/> is in Unix milliseconds.</summary>
internal sealed record SpaceView(
    string Uri, string OwnerDid, string Type, string Key, string ServiceDid, string? MemberListRef, string? AppPolicyRef,
    long CreatedAt, JsonElement? AppPolicy)
{
    /// <summary>The space as <paramref name="caller"/> may see it: the app policy is for its owner only.</summary>
    public static SpaceView Of(Space space, Did caller, string serviceDid) => new(
        space.Uri.Value,
        space.Owner.Value,
        space.Type.Value,
        space.Key.Value,
        serviceDid,
        space.MemberListRef?.Value,
        space.AppPolicyRef?.Value,
        space.CreatedAt.ToUnixTimeMilliseconds(),
        space.AppPolicy is { } policy && space.Owner == caller ? JsonElement.Parse(policy) : null);
}
