using System.Text.Json.Serialization;

namespace AtInvites.Benchmarks.Http;

/// <summary>JSON of the hand-written endpoint, generated as a user who wants it fast has it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RedeemInput))]
[JsonSerializable(typeof(RedeemOutput))]
internal sealed partial class BareJson : JsonSerializerContext;
