using System.Text.Json;

namespace AtInvites.Lexicons;

/// <summary>A name that stands for itself: the only value that fits is the token's own full name.</summary>
internal sealed class TokenSchema(string name) : LexiconSchema
{
    public override LexiconFault? Check(JsonElement value, int depth) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(name) ? null : LexiconFault.Here($"must be {name}");
}
