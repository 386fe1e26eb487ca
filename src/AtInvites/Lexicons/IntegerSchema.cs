using System.Globalization;
using System.Text.Json;

namespace AtInvites.Lexicons;

internal sealed class IntegerSchema(JsonElement? fallback = null) : LexiconSchema
{
    /// <summary>The largest integer that every implementation of the protocol can carry without loss, 2^53 − 1.</summary>
    public const long Largest = 9_007_199_254_740_991;

    public long? Minimum { get; init; }

    public long? Maximum { get; init; }

    public long? Const { get; init; }

    public long[]? Enum { get; init; }

    public override JsonElement? Default => fallback;

    public override LexiconFault? Check(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Number) return LexiconFault.Here("must be an integer");
        if (TryRead(value, out var number)) return Check(number);
        return IsWhole(value) ? OutOfRange() : LexiconFault.Here("must be an integer");
    }

    public LexiconFault? Check(long value)
    {
        if (value is > Largest or < -Largest) return OutOfRange();
        if (Const is { } only && only != value) return Must("be", only);
        if (Enum is not null && !Enum.AsSpan().Contains(value))
            return LexiconFault.Here($"must be one of ({string.Join('|', Enum.Take(StringSchema.ListedValues))})");
        if (Minimum is { } minimum && value < minimum) return LexiconFault.Here(Text("can not be less than", minimum));
        if (Maximum is { } maximum && value > maximum) return LexiconFault.Here(Text("can not be greater than", maximum));
        return null;
    }

    public static LexiconFault OutOfRange() =>
        LexiconFault.Here("must be an integer between -9007199254740991 and 9007199254740991");

    /// <summary>Reads 7, 7.0 and 7e0 alike, as the data model does; false beyond ±<see cref="Largest"/>.</summary>
    public static bool TryRead(JsonElement value, out long number)
    {
        if (value.TryGetInt64(out number)) return number is <= Largest and >= -Largest;
        if (!IsWhole(value) || !value.TryGetDouble(out var wide) || Math.Abs(wide) > Largest) return false;
        number = (long)wide;
        return true;
    }

    private static bool IsWhole(JsonElement value) =>
        value.TryGetDouble(out var wide) && double.IsFinite(wide) && Math.Floor(wide) == wide;

    private static LexiconFault Must(string verb, long bound) => LexiconFault.Here(Text($"must {verb}", bound));

    private static string Text(string words, long bound) => string.Create(CultureInfo.InvariantCulture, $"{words} {bound}");
}
