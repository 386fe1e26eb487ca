using AtInvites.Syntax;

namespace AtInvites.Tests.Syntax;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("did:plc:ewvi7nxzyoun6zhxrhs64oiz", true)]
    [InlineData("did:web:localhost%3A1234", true)]
    [InlineData("did:m:v", true)]
    [InlineData("did:method::::val", true)]
    [InlineData("did:method:-:_:.:%ab", true)]
    [InlineData("did:METHOD:val", false)]
    [InlineData("did:m123:val", false)]
    [InlineData("DID:method:val", false)]
    [InlineData("did:method:val:", false)]
    [InlineData("did:method:val%", false)]
    [InlineData("did:method:val/two", false)]
    [InlineData("did:method:val#two", false)]
    [InlineData("did::val", false)]
    [InlineData("did:méthod:val", false)]
    public void Dids(string text, bool valid) => Assert.Equal(valid, Did.IsValid(text));

    [Fact]
    public void A_did_has_at_most_2048_characters()
    {
        Assert.True(Did.IsValid("did:plc:" + new string('x', 2040)));
        Assert.False(Did.IsValid("did:plc:" + new string('x', 2041)));
    }

    [Fact]
    public void A_did_names_its_method()
    {
        Assert.Equal("plc", Did.Parse("did:plc:abc:def").Method);
        Assert.True(default(Did).Method.IsEmpty);
    }

    [Theory]
    [InlineData("A.ISI.EDU", true)]
    [InlineData("john.test", true)]
    [InlineData("4chan.org", true)]
    [InlineData("xn--notarealidn.com", true)]
    [InlineData("blah.arpa", true)]
    [InlineData("john.t-t", true)]
    [InlineData("john", false)]
    [InlineData("john.0", false)]
    [InlineData("john..test", false)]
    [InlineData("john.test.", false)]
    [InlineData(".john.test", false)]
    [InlineData("-john.test", false)]
    [InlineData("john-.test", false)]
    [InlineData("jo_hn.test", false)]
    [InlineData("@john.test", false)]
    [InlineData("john.tést", false)]
    [InlineData("127.0.0.1", false)]
    public void Handles(string text, bool valid) => Assert.Equal(valid, Handle.IsValid(text));

    [Fact]
    public void A_label_has_at_most_63_characters_and_a_handle_253()
    {
        Assert.True(Handle.IsValid(new string('a', 63) + ".test"));
        Assert.False(Handle.IsValid(new string('a', 64) + ".test"));
        var labels = string.Concat(Enumerable.Repeat("abcdefghi.", 25));
        Assert.True(Handle.IsValid(labels + "com"));
        Assert.False(Handle.IsValid(labels + "comm"));
    }

    [Fact]
    public void An_at_identifier_is_a_did_or_a_handle_and_says_which()
    {
        var account = AtIdentifier.Parse("did:web:alice.test");
        Assert.Equal((Did.Parse("did:web:alice.test"), (Handle?)null), (account.Did!.Value, account.Handle));
        var name = AtIdentifier.Parse("alice.test");
        Assert.Equal(((Did?)null, Handle.Parse("alice.test")), (name.Did, name.Handle!.Value));
        Assert.False(AtIdentifier.IsValid("did:web"));
    }

    [Theory]
    [InlineData("com.example.fooBar", true)]
    [InlineData("com.example.foo2", true)]
    [InlineData("cn.8.lex.stuff", true)]
    [InlineData("net.users.bob-by.ping", true)]
    [InlineData("a.b.c", true)]
    [InlineData("com.example", false)]
    [InlineData("com.example.3", false)]
    [InlineData("com.example.3foo", false)]
    [InlineData("com.example.foo-bar", false)]
    [InlineData("1com.example.foo", false)]
    [InlineData("com.-example.foo", false)]
    [InlineData("com..foo", false)]
    [InlineData("com.example.*", false)]
    [InlineData("com.exa💩ple.thing", false)]
    public void Nsids(string text, bool valid) => Assert.Equal(valid, Nsid.IsValid(text));

    [Fact]
    public void The_authority_of_an_nsid_has_at_most_253_characters_and_the_name_63()
    {
        var authority = "com." + string.Concat(Enumerable.Repeat("abcdefgh.", 27)) + "abcdef";
        Assert.Equal(253, authority.Length);
        Assert.True(Nsid.IsValid($"{authority}.{new string('n', 63)}"));
        Assert.False(Nsid.IsValid($"{authority}.{new string('n', 64)}"));
        Assert.False(Nsid.IsValid($"{authority}x.n"));
    }

    [Fact]
    public void An_nsid_splits_into_authority_and_name()
    {
        var nsid = Nsid.Parse("com.example.someThing");
        Assert.Equal("com.example", nsid.Authority);
        Assert.Equal("someThing", nsid.Name);
        Assert.True(default(Nsid).Authority.IsEmpty);
        Assert.True(default(Nsid).Name.IsEmpty);
    }
}
