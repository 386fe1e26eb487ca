using System.Text.Json;

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
        new("A blob's size is whole and never negative; data model: \"size (integer, required, positive, non-zero)\".",
            (given, ours, _) => ours.Message.EndsWith(" should be a blob ref", StringComparison.Ordinal)
                && given.Text.Contains("\"size\":", StringComparison.Ordinal)),
        new("Both refuse; the reference's CID parser and its $type resolver throw through the validator and so name no path.",
            (given, ours, theirs) => !ours.IsAccepted && !theirs.IsAccepted && given.Kind != "params"
                && !theirs.Message.StartsWith(given.Kind, StringComparison.OrdinalIgnoreCase)),
        new("A link is a CIDv1, the only version among the data model's \"blessed\" CID formats.",
            (given, ours, _) => ours.Message.Contains(" must be a CID, ", StringComparison.Ordinal)
                && given.Text.Contains("\"$link\":\"Qm", StringComparison.Ordinal)),
        new("$bytes is base64 of RFC 4648 section 4. Data model: \"This scheme is not URL-safe, and = padding is optional.\"",
            (given, ours, _) => ours.Message.Contains(" must be a byte array, ", StringComparison.Ordinal)
                && given.Text.Contains("\"$bytes\":\"A", StringComparison.Ordinal)),
        new("A body of nothing but $bytes or $link is an object with an undeclared property; the reference converts it first.",
            (given, ours, theirs) => ours.IsAccepted && theirs.IsAccepted
                && (given.Text.StartsWith("{\"$bytes\":", StringComparison.Ordinal)
                    || given.Text.StartsWith("{\"$link\":", StringComparison.Ordinal))),
        new("A link where an object is due has no properties; the reference converts it first and finds the CID's own \"code\".",
            (given, ours, theirs) => !ours.IsAccepted && !theirs.IsAccepted
                && ours.Message.EndsWith(" must have the property \"code\"", StringComparison.Ordinal)
                && theirs.Message.EndsWith("/code must be a string", StringComparison.Ordinal)
                && given.Text.Contains("{\"$link\":", StringComparison.Ordinal)),
        new("Query text that is no integer is refused; the reference reads the digits it begins with, or 0.",
            (given, ours, _) => given.Kind == "params" && ours.Message.EndsWith(" must be an integer", StringComparison.Ordinal)),
        new("Query text that is no boolean is refused; the reference reads everything but true as false.",
            (given, ours, _) => given.Kind == "params"
                && ours.Message.EndsWith(" must be a boolean, true or false", StringComparison.Ordinal)),
        new("A parameter that is no array is given once; the reference joins repeated ones with commas before it reads them.",
            (given, ours, _) => given.Kind == "params"
                && ours.Message.EndsWith(" must be given only once", StringComparison.Ordinal)),
        new("An array parameter of empty values only is absent; the reference makes two of them an empty array.",
            (given, ours, theirs) => given.Kind == "params" && ours.IsAccepted && theirs.IsAccepted
                && theirs.Value!.Value.EnumerateObject().Any(member => member.Value is { ValueKind: JsonValueKind.Array } list
                    && list.GetArrayLength() == 0)),
    ];
}
