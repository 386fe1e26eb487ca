using AtInvites.Syntax;

namespace AtInvites.Tests.Syntax;

/// <summary>One row a format, so that what all formats promise is proven for each.</summary>
public sealed class FormatCases : TheoryData<FormatCase>
{
    public FormatCases()
    {
        Add(Of("DID", ("did:plc:ewvi7nxzyoun6zhxrhs64oiz", "did:plc:"), Did.Parse, Did.IsValid,
            text => (Did.TryParse(text, out var value), value.Value, default(Did).Value)));
        Add(Of("handle", ("alice.example.com", "alice"), Handle.Parse, Handle.IsValid,
            text => (Handle.TryParse(text, out var value), value.Value, default(Handle).Value)));
        Add(Of("at-identifier", ("alice.example.com", "alice"), AtIdentifier.Parse, AtIdentifier.IsValid,
            text => (AtIdentifier.TryParse(text, out var value), value.Value, default(AtIdentifier).Value)));
        Add(Of("NSID", ("com.example.thing", "com.example"), Nsid.Parse, Nsid.IsValid,
            text => (Nsid.TryParse(text, out var value), value.Value, default(Nsid).Value)));
        Add(Of("record key", ("self", "a/b"), RecordKey.Parse, RecordKey.IsValid,
            text => (RecordKey.TryParse(text, out var value), value.Value, default(RecordKey).Value)));
        Add(Of("AT-URI", ("at://did:web:a.example/com.example.thing/self#/a", "at://a.example/"), AtUri.Parse, AtUri.IsValid,
            text => (AtUri.TryParse(text, out var value), value.Value, default(AtUri).Value)));
        Add(Of("TID", ("3jzfcijpj2z2a", "3jzfcijpj2z21"), Tid.Parse, Tid.IsValid,
            text => (Tid.TryParse(text, out var value), value.Value, default(Tid).Value)));
        Add(Of("CID", ("bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a", "bafy"), Cid.Parse, Cid.IsValid,
            text => (Cid.TryParse(text, out var value), value.Value, default(Cid).Value)));
        Add(Of("datetime", ("1985-04-12T23:20:50.123Z", "1985-04-12"), AtDatetime.Parse, AtDatetime.IsValid,
            text => (AtDatetime.TryParse(text, out var value), value.Value, default(AtDatetime).Value)));
    }

    private static FormatCase Of<T>(
        string name,
        (string Valid, string Broken) texts,
        Func<string, T> parse,
        Validator isValid,
        Func<string?, (bool, string, string)> tryParse)
        where T : struct => new(name, texts.Valid, texts.Broken, text => parse(text), isValid, tryParse);
}
