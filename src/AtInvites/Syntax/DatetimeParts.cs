namespace AtInvites.Syntax;

/// <summary>The numbers of a datetime whose punctuation is right; <see cref="Fault"/> says whether they make a moment.</summary>
internal readonly record struct DatetimeParts
{
    private const string LocalShape = "0000-00-00T00:00:00";
    private const string ZoneShape = "00:00";
    private const int MinutesADay = 24 * 60;

    private int Year { get; init; }
    private int Month { get; init; }
    private int Day { get; init; }
    private int Hour { get; init; }
    private int Minute { get; init; }
    private int Second { get; init; }
    private int FractionTicks { get; init; }
    private int ZoneHour { get; init; }
    private int ZoneMinute { get; init; }
    private int ZoneSign { get; init; }

    private int UtcMinuteOfDay => (Hour * 60) + Minute - (ZoneSign * ((ZoneHour * 60) + ZoneMinute));

    /// <summary>Null where the punctuation or the number of digits is wrong.</summary>
    public static DatetimeParts? Read(ReadOnlySpan<char> text)
    {
        if (text.Length <= LocalShape.Length || !Fits(text[..LocalShape.Length], LocalShape)) return null;
        var rest = text[LocalShape.Length..];
        var fraction = FractionOf(rest);
        if (fraction.IsEmpty && rest[0] == '.') return null;
        var zone = fraction.IsEmpty ? rest : rest[(fraction.Length + 1)..];
        var isOffset = zone.Length == ZoneShape.Length + 1 && zone[0] is '+' or '-' && Fits(zone[1..], ZoneShape);
        if (!isOffset && zone is not "Z") return null;
        return new()
        {
            Year = Number(text[..4]),
            Month = Number(text[5..7]),
            Day = Number(text[8..10]),
            Hour = Number(text[11..13]),
            Minute = Number(text[14..16]),
            Second = Number(text[17..19]),
            FractionTicks = Ticks(fraction),
            ZoneSign = zone[0] switch { '+' => 1, '-' => -1, _ => 0 },
            ZoneHour = zone.Length == 1 ? 0 : Number(zone[1..3]),
            ZoneMinute = zone.Length == 1 ? 0 : Number(zone[4..6]),
        };
    }

    /// <summary>The broken rule, or null. Seconds end at 59, since HTML knows no leap second.</summary>
    public string? Fault()
    {
        if (Month is < 1 or > 12) return "the month is 01 to 12";
        if (Day < 1 || Day > DaysInMonth()) return "the month has no such day";
        if (Hour > 23 || Minute > 59 || Second > 59) return "the time is 00:00:00 to 23:59:59";
        if (ZoneHour > 23 || ZoneMinute > 59) return "the offset is at most 23:59";
        if (ZoneSign < 0 && ZoneHour == 0 && ZoneMinute == 0) return "the offset is not -00:00";
        if (Year == 0 && Month == 1 && Day == 1 && UtcMinuteOfDay < 0) return "it is before the year 0000 in UTC";
        var lastDay = Year == 9999 && Month == 12 && Day == 31;
        return lastDay && UtcMinuteOfDay >= MinutesADay ? "it is after the year 9999 in UTC" : null;
    }

    /// <summary>The moment, for parts without a fault.</summary>
    public DateTimeOffset ToUtc()
    {
        if (Year == 0 && Month < 12) return DateTimeOffset.MinValue;
        var day = Year == 0 ? Day - 32 : new DateTime(Year, Month, Day, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerDay;
        var seconds = (((day * MinutesADay) + UtcMinuteOfDay) * 60) + Second;
        return seconds < 0 ? DateTimeOffset.MinValue : new((seconds * TimeSpan.TicksPerSecond) + FractionTicks, TimeSpan.Zero);
    }

    // Year 0 is a leap year of the calendar as ISO 8601 extends it, and DateTime starts a year later.
    private int DaysInMonth() => DateTime.DaysInMonth(Year == 0 ? 4 : Year, Month);

    private static bool Fits(ReadOnlySpan<char> text, ReadOnlySpan<char> shape)
    {
        for (var i = 0; i < shape.Length; i++)
        {
            if (shape[i] == '0' ? !char.IsAsciiDigit(text[i]) : text[i] != shape[i]) return false;
        }

        return true;
    }

    private static ReadOnlySpan<char> FractionOf(ReadOnlySpan<char> rest)
    {
        if (rest[0] != '.') return default;
        var end = rest[1..].IndexOfAnyExcept(AsciiSet.Digits);
        return end < 0 ? default : rest.Slice(1, end);
    }

    private static int Ticks(ReadOnlySpan<char> fraction)
    {
        var ticks = 0;
        for (var i = 0; i < 7; i++) ticks = (ticks * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        return ticks;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits) number = (number * 10) + digit - '0';
        return number;
    }
}
