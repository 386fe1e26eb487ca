using System.Globalization;
using AtInvites.Syntax;

namespace AtInvites.Interop.Tests.Syntax;

/// <summary>Every format against the reference implementation, with what is judged differently and why.</summary>
public sealed class FormatOracleTests
{
    private const string AuthorityLimit = "NSID: the domain authority has at most 253 characters (including periods).";

    private static readonly string[] Irregular =
    [
        "en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo", "i-pwn",
        "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de",
    ];

    [Fact]
    public Task Dids_agree_with_the_reference() => FormatOracle.CompareAsync("did", Did.IsValid, samples => samples.Did());

    [Fact]
    public Task Handles_agree_with_the_reference() =>
        FormatOracle.CompareAsync("handle", Handle.IsValid, samples => samples.Handle());

    [Fact]
    public Task At_identifiers_agree_with_the_reference() =>
        FormatOracle.CompareAsync("at-identifier", AtIdentifier.IsValid, samples => samples.AtIdentifier());

    [Fact]
    public Task Record_keys_agree_with_the_reference() =>
        FormatOracle.CompareAsync("record-key", RecordKey.IsValid, samples => samples.RecordKey());

    [Fact]
    public Task Tids_agree_with_the_reference() => FormatOracle.CompareAsync("tid", Tid.IsValid, samples => samples.Tid());

    [Fact]
    public Task Nsids_agree_with_the_reference() => FormatOracle.CompareAsync(
        "nsid", Nsid.IsValid, samples => samples.Nsid(),
        new Disagreement(AuthorityLimit, WeAccept: false, text => text.LastIndexOf('.') > 253));

    [Fact]
    public Task At_uris_agree_with_the_reference() => FormatOracle.CompareAsync(
        "at-uri", AtUri.IsValid, samples => samples.AtUri(),
        new Disagreement(AuthorityLimit, WeAccept: false, text => text.Split('/', '#')[3].LastIndexOf('.') > 253));

    [Fact]
    public Task Languages_agree_with_the_reference() => FormatOracle.CompareAsync(
        "language", LanguageTag.IsValid, samples => samples.Language(),
        new Disagreement(
            "RFC 5646 section 2.1.1: At all times, language tags and their subtags [...] are to be treated as case insensitive.",
            WeAccept: true,
            text => Irregular.Contains(text, StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public Task Datetimes_agree_with_the_reference() => FormatOracle.CompareAsync(
        "datetime", AtDatetime.IsValid, samples => samples.Datetime(),
        new Disagreement(
            "Lexicon, datetime: Implementations \"should\" validate that the semantics of the datetime are valid.",
            WeAccept: false,
            text => !DateOnly.TryParseExact(
                text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));

    [Fact]
    public Task Cids_agree_with_the_reference() => FormatOracle.CompareAsync(
        "cid", Cid.IsValid, samples => samples.Cid(),
        new Disagreement(
            "Data model: only a specific \"blessed\" set of CID types are allowed [...] base32 for string encoding",
            WeAccept: false,
            text => text[0] != 'b'),
        new Disagreement("Multibase table, base32 (b): RFC4648 [...] no padding", WeAccept: false, text => text.EndsWith('=')),
        new Disagreement(
            "Data model: dag-cbor (0x71) for links to data objects, and raw (0x55) for links to blobs",
            WeAccept: false,
            text => !HasCodecOfTheDataModel(text)));

    [Fact]
    public Task Uris_agree_with_the_reference() => FormatOracle.CompareAsync(
        "uri", UriText.IsValid, samples => samples.Uri(), UriDisagreements.All);

    // The bytes 01 71 and 01 55 are "afy" or "afk" and the top bit of the next character, which is set for q to z and 2 to 7.
    private static bool HasCodecOfTheDataModel(string cid) =>
        cid.Length > 4 && cid[..4] is "bafy" or "bafk" && cid[4] is (>= 'q' and <= 'z') or (>= '2' and <= '7');
}
