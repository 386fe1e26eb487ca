using System.Text.Json;

namespace AtInvites.Lexicons;

internal sealed class UnknownSchema : LexiconSchema
{
    public override LexiconFault? Check(JsonElement value, int depth) =>
        value.ValueKind == JsonValueKind.Object ? null : LexiconFault.Here("must be an object");
}
