namespace AtInvites.Authentication;

/// <summary>A remembered resolution and when it was last refreshed early, if ever.</summary>
internal sealed record CachedDid(DidResolution Resolution, DateTimeOffset Until, DateTimeOffset? Refreshed);
