namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>A class of cases that the reference and AtInvites judge differently on purpose.</summary>
/// <param name="Reason">Why ours is right, with the sentence that decides it where there is one.</param>
/// <param name="Covers">Whether a case that was judged differently belongs to the class.</param>
internal sealed record LexiconDisagreement(string Reason, Func<LexiconCase, Verdict, Verdict, bool> Covers)
{
    /// <summary>Every disagreement. Each must occur in the run, so that none outlives its reason.</summary>
    public static readonly LexiconDisagreement[] All =
    [
        new("Integers stay within ±(2^53−1): the data model limits them to what JavaScript holds without loss.",
            (_, ours, theirs) => ours.Message.Contains("between -9007199254740991 and", StringComparison.Ordinal)),
        new("An array is no object. Lexicon: an unknown's \"top-level data must be an object (not a string, boolean, etc)\".",
            (_, ours, theirs) => ours.Message.EndsWith(" must be an object", StringComparison.Ordinal)
                || ours.Message.Contains("which includes the \"$type\"", StringComparison.Ordinal)),
        new("Half a surrogate pair is no text. Data model: strings are Unicode, encoded as UTF-8.",
            (_, ours, _) => ours.Message.Contains("must be Unicode text", StringComparison.Ordinal)),
        new("A blob is held to accept and maxSize, which the reference leaves to the upload.",
            (_, ours, _) => ours.Message.Contains(" must be of a type like ", StringComparison.Ordinal)
                || ours.Message.EndsWith(" must not be larger than 1000 bytes", StringComparison.Ordinal)),
        new("Query text that is no integer is refused; the reference reads the digits it begins with, or 0.",
            (given, ours, _) => given.Kind == "params" && ours.Message.EndsWith(" must be an integer", StringComparison.Ordinal)),
        new("Query text that is no boolean is refused; the reference reads everything but true as false.",
            (given, ours, _) => given.Kind == "params" && ours.Message.EndsWith(" must be a boolean, true or false", StringComparison.Ordinal)),
        new("A parameter that is no array is given once; the reference joins repeated ones with commas before it reads them.",
            (given, ours, _) => given.Kind == "params" && ours.Message.EndsWith(" must be given only once", StringComparison.Ordinal)),
    ];
}
