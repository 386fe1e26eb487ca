using System.Text.Json.Serialization;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary>JSON of the family's outputs. An absent value is left out, never null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreatedInvite))]
[JsonSerializable(typeof(RedeemedInvite))]
[JsonSerializable(typeof(InviteList))]
[JsonSerializable(typeof(SpaceResult))]
[JsonSerializable(typeof(SpaceList))]
[JsonSerializable(typeof(MemberList))]
[JsonSerializable(typeof(OkResult))]
internal sealed partial class SpaceJson : JsonSerializerContext
{
    public static SpaceJson Wire { get; } = new(XrpcJson.WireOptions());
}
