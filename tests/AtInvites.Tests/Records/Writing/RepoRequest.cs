using System.Text.Json;

namespace AtInvites.Tests.Records.Writing;

/// <summary>What a PDS was asked.</summary>
internal sealed record RepoRequest(string Method, string? Authorization, IReadOnlyList<string> Names, JsonElement Body);
