using AtInvites.Syntax;

namespace AtInvites.Tests.Syntax;

public sealed class ScalarTextTests
{
    [Theory]
    [InlineData("self", true)]
    [InlineData("pre:fix", true)]
    [InlineData("~1.2-3_", true)]
    [InlineData("...", true)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a@b", false)]
    [InlineData("a%20", false)]
    [InlineData("é", false)]
    public void Record_keys(string text, bool valid) => Assert.Equal(valid, RecordKey.IsValid(text));

    [Fact]
    public void A_record_key_has_at_most_512_characters()
    {
        Assert.True(RecordKey.IsValid(new string('k', 512)));
        Assert.False(RecordKey.IsValid(new string('k', 513)));
    }

    [Theory]
    [InlineData("bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a", true)]
    [InlineData("bafkreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a", true)]
    [InlineData("bafkqaaa", true)]
    [InlineData("bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2b", false)]
    [InlineData("bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2", false)]
    [InlineData("bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2aa", false)]
    [InlineData("bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a=", false)]
    [InlineData("bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirZ2a", false)]
    [InlineData("BAFYREIDFAYVFUWQA7QLNOPDJIQRXZS6BLMOEU4RUJCJTNCI5BELUDIRZ2A", false)]
    [InlineData("bafybeihnvgbgkcijapntacwvlfefjhh7cnf6h2vwqioqbb7we2eiaqgswm", false)]
    [InlineData("QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n", false)]
    [InlineData("zb2rhe5P4gXftAwvA4eXQ5HJwsER2owDyS9sKaQRRVQPn93bA", false)]
    [InlineData("b", false)]
    public void Cids(string text, bool valid) => Assert.Equal(valid, Cid.IsValid(text));

    [Theory]
    [InlineData("en", true)]
    [InlineData("pt-BR", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("zh-cmn-Hans-CN", true)]
    [InlineData("sl-rozaj-biske-1994", true)]
    [InlineData("ar-a-aaa-b-bbb-a-ccc", true)]
    [InlineData("en-a-bb-x-c", true)]
    [InlineData("x-whatever", true)]
    [InlineData("i-navajo", true)]
    [InlineData("I-KLINGON", true)]
    [InlineData("sgn-BE-FR", true)]
    [InlineData("zh-min-nan", true)]
    [InlineData("", false)]
    [InlineData("e", false)]
    [InlineData("x", false)]
    [InlineData("i-unknown", false)]
    [InlineData("en-", false)]
    [InlineData("en--US", false)]
    [InlineData("en_US", false)]
    [InlineData("de-419-DE", false)]
    [InlineData("en-a", false)]
    [InlineData("en-a-x-c", false)]
    [InlineData("en-abc-def-ghi-jkl", false)]
    [InlineData("engl-abc", false)]
    [InlineData("en-é", false)]
    public void Languages(string text, bool valid) => Assert.Equal(valid, LanguageTag.IsValid(text));

    [Theory]
    [InlineData("https://example.com/a?b=c#d", true)]
    [InlineData("did:plc:abc", true)]
    [InlineData("at://alice.test", true)]
    [InlineData("file:///etc/hosts", true)]
    [InlineData("coap+tcp://[::1]/x", true)]
    [InlineData("urn:", true)]
    [InlineData("https://example.com/%20", true)]
    [InlineData("", false)]
    [InlineData("example.com", false)]
    [InlineData(":a", false)]
    [InlineData("1a:b", false)]
    [InlineData("a_b:c", false)]
    [InlineData("a:b c", false)]
    [InlineData("a:b\n", false)]
    [InlineData("a:%2", false)]
    [InlineData("a:b#c#d", false)]
    [InlineData("a:[b]", false)]
    [InlineData("https://exämple.com", false)]
    public void Uris(string text, bool valid) => Assert.Equal(valid, UriText.IsValid(text));

    [Fact]
    public void A_uri_has_at_most_8_KiB()
    {
        Assert.True(UriText.IsValid("a:" + new string('b', 8190)));
        Assert.False(UriText.IsValid("a:" + new string('b', 8191)));
    }
}
