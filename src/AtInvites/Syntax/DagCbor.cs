using System.Formats.Cbor;
using System.Text.Json;

namespace AtInvites.Syntax;

/// <summary>The one DAG-CBOR encoding of a record given as JSON (atproto.com/specs/data-model): what its CID is made of. Map keys
/// are ordered by length, then by bytes; <c>$link</c> and <c>$bytes</c> objects become links and byte strings.</summary>
public static class DagCbor
{
    private const CborTag Link = (CborTag)42;
    private const int MaxDepth = 64;

    /// <summary>The encoding of <paramref name="value"/>. What the data model does not have (a fraction, an integer over 64
    /// bits, a name twice in an object, nesting over 64 levels, half of a surrogate pair, a broken link or byte string) is
    /// a <see cref="FormatException"/>.</summary>
    public static byte[] Encode(JsonElement value) => EncodeWithout(value, []);

    /// <summary>As <see cref="Encode"/>, of the object without some of its properties; those of an object inside it are named
    /// after a slash.</summary>
    internal static byte[] EncodeWithout(JsonElement value, ReadOnlySpan<string> paths)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        try
        {
            Write(writer, value, MaxDepth, paths);
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader makes of the one, and the writer of the other.
            throw Fault("has half of a surrogate pair, or an object with the same name twice");
        }

        return writer.Encode();
    }

    private static void Write(CborWriter writer, JsonElement value, int depth, ReadOnlySpan<string> without = default)
    {
        if (depth == 0) throw Fault($"is nested over {MaxDepth} levels");
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                writer.WriteNull();
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBoolean(value.GetBoolean());
                break;
            case JsonValueKind.Number:
                WriteInteger(writer, value);
                break;
            case JsonValueKind.String:
                writer.WriteTextString(value.GetString()!);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray(value.GetArrayLength());
                foreach (var item in value.EnumerateArray()) Write(writer, item, depth - 1);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                WriteObject(writer, value, depth, without);
                break;
            default:
                throw Fault("is no JSON value");
        }
    }

    private static void WriteInteger(CborWriter writer, JsonElement value)
    {
        // JSON knows one kind of number: 1.0 and 1e0 are the integer 1.
        if (value.TryGetInt64(out var integer)) writer.WriteInt64(integer);
        else if (value.TryGetDecimal(out var number) && number == decimal.Truncate(number)
            && number is >= long.MinValue and <= long.MaxValue) writer.WriteInt64((long)number);
        else throw Fault("has a number that is no 64-bit integer");
    }

    private static void WriteObject(CborWriter writer, JsonElement value, int depth, ReadOnlySpan<string> without)
    {
        if (DataModel.TryGetOnly(value, "$link", out var link))
        {
            writer.WriteTag(Link);
            writer.WriteByteString(
                Cid.TryParse(link.GetString(), out var cid) ? cid.ToLinkBytes() : throw Fault("has a $link that is no CID"));
            return;
        }

        if (DataModel.TryGetOnly(value, "$bytes", out var bytes))
        {
            writer.WriteByteString(Decode(bytes));
            return;
        }

        var count = value.GetPropertyCount();
        foreach (var path in without)
            if (value.TryGetProperty(path, out _)) count--;
        // The canonical mode of the writer puts the members in order.
        writer.WriteStartMap(count);
        foreach (var member in value.EnumerateObject())
        {
            var name = member.Name;
            if (without.Contains(name)) continue;
            writer.WriteTextString(name);
            Write(writer, member.Value, depth - 1, Within(without, name));
        }

        writer.WriteEndMap();
    }

    private static string[] Within(ReadOnlySpan<string> paths, string name)
    {
        string[] inner = [];
        foreach (var path in paths)
        {
            if (path.Length > name.Length && path[name.Length] == '/' && path.StartsWith(name, StringComparison.Ordinal))
                inner = [.. inner, path[(name.Length + 1)..]];
        }

        return inner;
    }

    private static byte[] Decode(JsonElement base64)
    {
        if (DataModel.Base64Length(base64) is null) throw Fault("has $bytes that are not base64");
        var text = base64.GetString()!.TrimEnd('=');
        return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
    }

    private static FormatException Fault(string problem) => new($"The record {problem}.");
}
