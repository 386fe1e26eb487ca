using System.Text.Json;

namespace AtInvites.Lexicons;

/// <summary>A permission set is read so that a document with one can be added; no data has this type.</summary>
internal sealed class PermissionSetSchema : LexiconSchema
{
    public override LexiconFault? Check(JsonElement value, int depth) => LexiconFault.Here("can not be a permission set");
}
