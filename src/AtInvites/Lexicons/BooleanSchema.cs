using System.Text.Json;

namespace AtInvites.Lexicons;

internal sealed class BooleanSchema(JsonElement? fallback = null) : LexiconSchema
{
    public bool? Const { get; init; }

    public override JsonElement? Default => fallback;

    public override LexiconFault? Check(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.True => Check(true),
        JsonValueKind.False => Check(false),
        _ => LexiconFault.Here("must be a boolean"),
    };

    public LexiconFault? Check(bool value) =>
        Const is { } only && only != value ? LexiconFault.Here(only ? "must be true" : "must be false") : null;
}
