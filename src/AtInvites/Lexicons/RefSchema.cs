using System.Text.Json;

namespace AtInvites.Lexicons;

internal sealed class RefSchema(LexiconReference reference) : LexiconSchema
{
    public LexiconReference Reference => reference;

    public override LexiconSchema Target => reference.Resolve().Target;

    public override JsonElement? Default => reference.Resolve().Default;

    public override LexiconFault? Check(JsonElement value, int depth) => reference.Resolve().Check(value, depth);

    public override ObjectSchema? ObjectFor(JsonElement value) => reference.Resolve().ObjectFor(value);

    public override void Write(Utf8JsonWriter writer, JsonElement value) => reference.Resolve().Write(writer, value);
}
