using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>A link in its JSON form, <c>{"$link": cid}</c>.</summary>
internal sealed class CidLinkSchema : LexiconSchema
{
    public override LexiconFault? Check(JsonElement value, int depth) =>
        DataModel.IsLink(value) ? null : LexiconFault.Here("must be a CID, {\"$link\": cid}");
}
