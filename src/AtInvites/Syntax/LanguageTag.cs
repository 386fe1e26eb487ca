namespace AtInvites.Syntax;

/// <summary>The lexicon format language: a well-formed BCP 47 tag (RFC 5646 section 2.1). Registries are not consulted.</summary>
public static class LanguageTag
{
    // Tags of RFC 3066 that the grammar does not produce (RFC 5646 section 2.1, "irregular").
    private static readonly string[] Irregular =
    [
        "en-GB-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo", "i-pwn",
        "i-tao", "i-tay", "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE",
    ];

    // In the order in which the grammar allows them; an opener needs a subtag after it.
    private enum Stage
    {
        Start, Language, Extlang1, Extlang2, Extlang3, LongLanguage, Script, Region, Variant,
        Extension, ExtensionOpener, Private, PrivateOpener, Broken,
    }

    /// <summary>Whether <paramref name="text"/> is well-formed, in any case of letters; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var stage = Stage.Start;
        foreach (var range in text.Split('-'))
        {
            stage = Next(stage, text[range]);
            if (stage == Stage.Broken) return IsIrregular(text);
        }

        return stage is not (Stage.ExtensionOpener or Stage.PrivateOpener);
    }

    private static Stage Next(Stage stage, ReadOnlySpan<char> subtag)
    {
        if (subtag.Length is 0 or > 8 || subtag.ContainsAnyExcept(AsciiSet.LettersAndDigits)) return Stage.Broken;
        if (stage is Stage.Private or Stage.PrivateOpener) return Stage.Private;
        if (subtag is "x" or "X") return stage == Stage.ExtensionOpener ? Stage.Broken : Stage.PrivateOpener;
        if (stage == Stage.Start) return First(subtag);
        if (subtag.Length == 1) return stage == Stage.ExtensionOpener ? Stage.Broken : Stage.ExtensionOpener;
        return stage is Stage.Extension or Stage.ExtensionOpener ? Stage.Extension : Inner(stage, subtag);
    }

    private static Stage First(ReadOnlySpan<char> subtag)
    {
        if (subtag.Length < 2 || subtag.ContainsAnyExcept(AsciiSet.Letters)) return Stage.Broken;
        return subtag.Length <= 3 ? Stage.Language : Stage.LongLanguage;
    }

    private static Stage Inner(Stage stage, ReadOnlySpan<char> subtag)
    {
        var letters = !subtag.ContainsAnyExcept(AsciiSet.Letters);
        var length = subtag.Length;
        if (stage < Stage.Extlang3 && letters && length == 3) return stage + 1;
        if (stage < Stage.Script && letters && length == 4) return Stage.Script;
        var region = letters ? length == 2 : length == 3 && !subtag.ContainsAnyExcept(AsciiSet.Digits);
        if (stage < Stage.Region && region) return Stage.Region;
        var variant = length >= 5 || (length == 4 && char.IsAsciiDigit(subtag[0]));
        return stage <= Stage.Variant && variant ? Stage.Variant : Stage.Broken;
    }

    private static bool IsIrregular(ReadOnlySpan<char> text)
    {
        foreach (var tag in Irregular)
        {
            if (text.Equals(tag, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
