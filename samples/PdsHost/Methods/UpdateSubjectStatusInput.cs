using System.Text.Json.Serialization;

namespace PdsHost.Methods;

/// <summary>An account, and whether it is taken down; without the latter nothing changes.</summary>
internal sealed record UpdateSubjectStatusInput(
    UpdateSubjectStatusInput.Ref? Subject, UpdateSubjectStatusInput.Status? Takedown)
{
    /// <summary><c>com.atproto.admin.defs#repoRef</c>.</summary>
    internal sealed record Ref([property: JsonPropertyName("$type")] string? Type, string? Did);

    /// <summary><c>com.atproto.admin.defs#statusAttr</c>.</summary>
    internal sealed record Status(bool? Applied, [property: JsonPropertyName("ref")] string? Reference);
}
