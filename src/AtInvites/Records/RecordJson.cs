using System.Text.Json.Serialization;
using AtInvites.Xrpc;

namespace AtInvites.Records;

/// <summary>JSON of the queries' outputs. An absent value is left out, never null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InviteList))]
[JsonSerializable(typeof(CollaboratorList))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static RecordJson Wire { get; } = new(XrpcJson.WireOptions());
}
