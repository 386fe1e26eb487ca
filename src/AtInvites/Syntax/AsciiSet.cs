using System.Buffers;

namespace AtInvites.Syntax;

/// <summary>The character sets that the formats are built from.</summary>
internal static class AsciiSet
{
    private const string LowerLetter = "abcdefghijklmnopqrstuvwxyz";
    private const string Letter = LowerLetter + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digit = "0123456789";
    private const string Unreserved = Letter + Digit + "-._~";

    public static readonly SearchValues<char> Digits = SearchValues.Create(Digit);
    public static readonly SearchValues<char> LowerLetters = SearchValues.Create(LowerLetter);
    public static readonly SearchValues<char> Letters = SearchValues.Create(Letter);
    public static readonly SearchValues<char> LettersAndDigits = SearchValues.Create(Letter + Digit);
    public static readonly SearchValues<char> DomainLabel = SearchValues.Create(Letter + Digit + "-");
    public static readonly SearchValues<char> DidIdentifier = SearchValues.Create(Letter + Digit + "._:%-");
    public static readonly SearchValues<char> RecordKey = SearchValues.Create(Unreserved + ":");
    public static readonly SearchValues<char> Base32 = SearchValues.Create(LowerLetter + "234567");
    public static readonly SearchValues<char> Fragment = SearchValues.Create(Unreserved + "!$&'()*+,/:;=@[]");
    public static readonly SearchValues<char> UriScheme = SearchValues.Create(Letter + Digit + "+-.");
    public static readonly SearchValues<char> UriAuthority = SearchValues.Create(Unreserved + "!$&'()*+,;=:@[]");
    public static readonly SearchValues<char> UriPath = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/");
    public static readonly SearchValues<char> UriQuery = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/?");
}
