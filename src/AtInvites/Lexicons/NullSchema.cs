using System.Text.Json;

namespace AtInvites.Lexicons;

internal sealed class NullSchema : LexiconSchema
{
    public override LexiconFault? Check(JsonElement value, int depth) =>
        value.ValueKind == JsonValueKind.Null ? null : LexiconFault.Here("must be null");
}
