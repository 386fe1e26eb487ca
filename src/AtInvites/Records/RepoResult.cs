using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>What a repository answered.</summary>
public sealed record RepoResult
{
    /// <summary>CID of the record that was read or written; null after a deletion and with <see cref="Error"/>.</summary>
    public Cid? Cid { get; init; }

    /// <summary>The record that was read; null after a write and with <see cref="Error"/>.</summary>
    public JsonElement? Record { get; init; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public RepoError? Error { get; init; }
}
