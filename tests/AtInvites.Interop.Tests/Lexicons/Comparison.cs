using System.Text.Json;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>Equality of values as the data model sees it.</summary>
internal static class Comparison
{
    /// <summary>Inside an array our objects may hold more: the reference checks items with their defaults and then drops
    /// these.</summary>
    public static bool Same(JsonElement ours, JsonElement theirs, bool inArray = false)
    {
        // The oracle's JSON has no infinity: 1e400, in a property that nobody declared, comes back as null.
        if (ours.ValueKind == JsonValueKind.Number && theirs.ValueKind == JsonValueKind.Null)
            return double.IsInfinity(ours.GetDouble());
        if (ours.ValueKind != theirs.ValueKind) return false;
        return ours.ValueKind switch
        {
            JsonValueKind.Number => ours.GetDouble().Equals(theirs.GetDouble())
                || (ours.GetDouble() == 0 && theirs.GetDouble() == 0),
            JsonValueKind.String => ours.GetString() == theirs.GetString(),
            JsonValueKind.Array => ours.GetArrayLength() == theirs.GetArrayLength()
                && ours.EnumerateArray().Zip(theirs.EnumerateArray()).All(pair => Same(pair.First, pair.Second, inArray: true)),
            JsonValueKind.Object => SameBytes(ours, theirs) || SameMembers(ours, theirs, inArray),
            _ => true,
        };
    }

    private static bool SameMembers(JsonElement ours, JsonElement theirs, bool inArray) =>
        (inArray || ours.EnumerateObject().All(member => theirs.TryGetProperty(member.Name, out _)))
        && theirs.EnumerateObject()
            .All(member => ours.TryGetProperty(member.Name, out var own) && Same(own, member.Value, inArray));

    private static bool SameBytes(JsonElement ours, JsonElement theirs) =>
        ours.TryGetProperty("$bytes", out var own) && theirs.TryGetProperty("$bytes", out var other)
        && Decode(own.GetString()!).SequenceEqual(Decode(other.GetString()!));

    private static byte[] Decode(string text)
    {
        var digits = text.TrimEnd('=').Replace(" ", "", StringComparison.Ordinal).Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='));
    }
}
