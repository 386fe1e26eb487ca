using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtInvites.Xrpc;

/// <summary>JSON of the calling convention itself.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(XrpcErrorBody))]
internal sealed partial class XrpcJson : JsonSerializerContext
{
    /// <summary>How every wire context writes: text as it is, for the answer is JSON and never part of a page.</summary>
    public static JsonSerializerOptions WireOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static XrpcJson Wire { get; } = new(WireOptions());
}
