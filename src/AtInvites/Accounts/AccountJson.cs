using System.Text.Json.Serialization;
using AtInvites.Xrpc;

namespace AtInvites.Accounts;

/// <summary>JSON of the family's outputs. An absent value is left out, never null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreatedCode))]
[JsonSerializable(typeof(CreatedCodes))]
[JsonSerializable(typeof(CodeList))]
internal sealed partial class AccountJson : JsonSerializerContext
{
    public static AccountJson Wire { get; } = new(XrpcJson.WireOptions());
}
