using AtInvites.Tokens;

namespace AtInvites.Tests.Tokens;

public sealed class InviteSecretTests
{
    private static readonly InviteSecret One = new("one secret");

    [Fact]
    public void Only_Reveal_gives_the_text()
    {
        Assert.Equal("one secret", One.Reveal());
        Assert.Equal("[secret]", One.ToString());
        Assert.Equal("[secret]", $"{One}");
        Assert.Equal("{}", System.Text.Json.JsonSerializer.Serialize(One));
        Assert.Equal("", default(InviteSecret).Reveal());
    }

    [Fact]
    public void Secrets_are_equal_when_their_texts_are()
    {
        var same = new InviteSecret(string.Concat("one ", "secret"));
        Assert.True(One == same && One.Equals((object)same) && !(One != same));
        foreach (var other in new[] { "One secret", "one secreT", "one secret ", "one secre", "" })
            Assert.False(One == new InviteSecret(other) || One.Equals((object)other));
        Assert.True(default(InviteSecret) == new InviteSecret(""));
        Assert.Equal(One.GetHashCode(), new InviteSecret("another").GetHashCode());
    }
}
