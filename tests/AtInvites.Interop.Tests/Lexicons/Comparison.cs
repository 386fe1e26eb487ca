using System.Text.Json;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>Equality of values as the data model sees it.</summary>
internal static class Comparison
{
    /// <summary>Inside an array our objects may hold more: the reference checks items with their defaults and then drops these.</summary>
    public static bool Same(JsonElement ours, JsonElement theirs, bool inArray = false)
    {
        if (ours.ValueKind != theirs.ValueKind) return false;
        return ours.ValueKind switch
        {
            JsonValueKind.Number => ours.GetDouble().Equals(theirs.GetDouble()) || (ours.GetDouble() == 0 && theirs.GetDouble() == 0),
            JsonValueKind.String => ours.GetString() == theirs.GetString(),
            JsonValueKind.Array => ours.GetArrayLength() == theirs.GetArrayLength()
                && ours.EnumerateArray().Zip(theirs.EnumerateArray()).All(pair => Same(pair.First, pair.Second, inArray: true)),
            JsonValueKind.Object => SameBytes(ours, theirs) || SameMembers(ours, theirs, inArray),
            _ => true,
        };
    }

    private static bool SameMembers(JsonElement ours, JsonElement theirs, bool inArray) =>
        (inArray || ours.GetPropertyCount() == theirs.GetPropertyCount())
        && theirs.EnumerateObject().All(member => ours.TryGetProperty(member.Name, out var own) && Same(own, member.Value, inArray));

    private static bool SameBytes(JsonElement ours, JsonElement theirs) =>
        ours.TryGetProperty("$bytes", out var own) && theirs.TryGetProperty("$bytes", out var other)
        && own.GetString()!.TrimEnd('=') == other.GetString()!.TrimEnd('=');
}
