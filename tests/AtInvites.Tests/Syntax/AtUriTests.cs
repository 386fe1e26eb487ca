using AtInvites.Syntax;

namespace AtInvites.Tests.Syntax;

public sealed class AtUriTests
{
    private const string Repository = "at://did:plc:abc";
    private const string Collection = Repository + "/com.example.thing";

    [Theory]
    [InlineData(Repository, true)]
    [InlineData("at://alice.test", true)]
    [InlineData(Collection, true)]
    [InlineData(Collection + "/self", true)]
    [InlineData(Collection + "/self#/field/0", true)]
    [InlineData(Repository + "#/", true)]
    [InlineData(Collection + "/self#/%C3%A9", true)]
    [InlineData(Collection + "/self#/%C3x%A9", false)]
    [InlineData(Collection + "/self#/%F0%9F%98%80%41", true)]
    [InlineData(Collection + "/self#/%C3", false)]
    [InlineData(Collection + "/self#/%zz", false)]
    [InlineData(Collection + "/self#field", false)]
    [InlineData(Collection + "/self#/a#/b", false)]
    [InlineData(Collection + "/self?a=b", false)]
    [InlineData(Collection + "/self/more", false)]
    [InlineData(Collection + "/..", false)]
    [InlineData(Collection + "/a@b", false)]
    [InlineData(Collection + "/", false)]
    [InlineData(Repository + "/", false)]
    [InlineData(Repository + "/thing", false)]
    [InlineData("AT://alice.test", false)]
    [InlineData("at://user:password@alice.test", false)]
    [InlineData("at:alice.test", false)]
    public void At_uris(string text, bool valid) => Assert.Equal(valid, AtUri.IsValid(text));

    [Fact]
    public void An_at_uri_has_at_most_8192_characters()
    {
        var head = Repository + "#/";
        Assert.True(AtUri.IsValid(head + new string('x', 8192 - head.Length)));
        Assert.False(AtUri.IsValid(head + new string('x', 8193 - head.Length)));
    }

    [Fact]
    public void An_at_uri_splits_into_its_parts_without_the_fragment()
    {
        var uri = AtUri.Parse(Collection + "/self#/a/b");
        Assert.Equal(AtIdentifier.Parse("did:plc:abc"), uri.Authority);
        Assert.Equal(Nsid.Parse("com.example.thing"), uri.Collection);
        Assert.Equal(RecordKey.Parse("self"), uri.RecordKey);
    }

    [Fact]
    public void The_uri_of_a_repository_has_neither_collection_nor_record_key()
    {
        var uri = AtUri.Parse("at://alice.test#/a");
        Assert.Equal(AtIdentifier.Parse("alice.test"), uri.Authority);
        Assert.Equal(((Nsid?)null, (RecordKey?)null), (uri.Collection, uri.RecordKey));
    }

    [Fact]
    public void The_default_uri_has_no_parts()
    {
        Assert.Equal(default, default(AtUri).Authority);
        Assert.Equal(((Nsid?)null, (RecordKey?)null), (default(AtUri).Collection, default(AtUri).RecordKey));
    }

    [Fact]
    public void A_created_uri_reads_back_as_its_parts()
    {
        var (did, nsid, key) = (Did.Parse("did:web:a.test"), Nsid.Parse("com.example.thing"), RecordKey.Parse("3jzfcijpj2z2a"));
        var uri = AtUri.Create(did, nsid, key);
        Assert.Equal("at://did:web:a.test/com.example.thing/3jzfcijpj2z2a", uri.Value);
        Assert.Equal((did, nsid, key), (uri.Authority.Did!.Value, uri.Collection!.Value, uri.RecordKey!.Value));
    }

    [Fact]
    public void A_uri_is_not_created_from_a_default_value() =>
        Assert.Throws<FormatException>(() => AtUri.Create(default, Nsid.Parse("com.example.thing"), RecordKey.Parse("self")));
}
