namespace AtInvites.Hosting;

/// <summary>A lexicon document that the host adds.</summary>
internal sealed record HostLexicon(string Json);
