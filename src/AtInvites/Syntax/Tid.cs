using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Syntax;

/// <summary>A timestamp identifier: 13 characters that sort by time (atproto.com/specs/tid).</summary>
public readonly record struct Tid
{
    private const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";
    private const int Length = 13;
    private const int ClockIdBits = 10;
    private const long MaxMicroseconds = (1L << 53) - 1;

    private readonly string? _value;

    private Tid(string value) => _value = value;

    /// <summary>The text exactly as parsed; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Microseconds since 1970-01-01T00:00:00Z; 0 for <c>default</c>.</summary>
    public long UnixMicroseconds => (long)(Number >> ClockIdBits);

    /// <summary>Tells generators apart that run at the same time: 0 to 1023.</summary>
    public int ClockId => (int)(Number & ((1 << ClockIdBits) - 1));

    private ulong Number
    {
        get
        {
            ulong number = 0;
            foreach (var character in Value)
            {
                number = (number << 5) | (uint)(character >= 'a' ? character - 'a' + 6 : character - '2');
            }

            return number;
        }
    }

    /// <summary>The TID of a moment from 0 to 2^53−1 microseconds since 1970 and a clock of 0 to 1023.</summary>
    public static Tid From(long unixMicroseconds, int clockId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unixMicroseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unixMicroseconds, MaxMicroseconds);
        ThrowIfNoClockId(clockId);
        return new(string.Create(Length, (unixMicroseconds << ClockIdBits) | (uint)clockId, static (text, number) =>
        {
            for (var i = Length - 1; i >= 0; i--, number >>= 5) text[i] = Alphabet[(int)(number & 31)];
        }));
    }

    /// <summary>False for null and for text that breaks a rule of the format.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Tid value)
    {
        value = text is not null && IsValid(text) ? new(text) : default;
        return value._value is not null;
    }

    /// <summary>As <see cref="TryParse"/>, but throws a <see cref="FormatException"/> that names the broken rule.</summary>
    public static Tid Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text) is { } fault ? throw SyntaxFault.Of("TID", fault) : new(text);
    }

    /// <summary>Whether <paramref name="text"/> may be parsed; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static void ThrowIfNoClockId(int clockId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(clockId);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(clockId, 1 << ClockIdBits);
    }

    private static string? Fault(ReadOnlySpan<char> text)
    {
        if (text.Length != Length) return "it has 13 characters";
        if (text.ContainsAnyExcept(AsciiSet.Base32)) return "it has the characters 2-7 and a-z only";
        return text[0] > 'j' ? "its first character is 2-7 or a-j" : null;
    }
}
