namespace AtInvites.Tests.Hosting;

/// <summary>What invite.create answered.</summary>
internal sealed record MintedInvite(string Space, string Token, string Hash);
