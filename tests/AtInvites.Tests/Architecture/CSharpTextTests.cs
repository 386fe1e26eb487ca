namespace AtInvites.Tests.Architecture;

public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("a // b \"c\"\nd", "a         \nd")]
    [InlineData("a /* b\n */ c", "a     \n    c")]
    [InlineData("a \"b // c\" d", "a          d")]
    [InlineData("a \"\\\"\" d", "a      d")]
    [InlineData("a @\"\\\" d", "a      d")]
    [InlineData("a @\"\"\"\" d", "a       d")]
    [InlineData("a '\"' d '\\'' e", "a     d      e")]
    [InlineData("a \"\" d", "a    d")]
    [InlineData("$\"a{b}c\" d", "    b    d")]
    [InlineData("$\"a{{b}}c\" d", "           d")]
    [InlineData("$\"{a[\"x\"]}{b:N0}\" d", "   a[   ]  b      d")]
    [InlineData("$\"{F($\"{c}\")}\" d", "   F(   c  )   d")]
    [InlineData("\"\"\"\"a\"\"\"b\"\"\"\" d", "              d")]
    [InlineData("$$\"\"\"a{b}{{c}}\"\"\" d", "           c      d")]
    [InlineData("#pragma x\na", "#pragma x\na")]
    public void Code_is_what_is_left_without_comments_and_literals(string text, string code) =>
        Assert.Equal(code, CSharpText.Read(text).Code);

    [Fact]
    public void Comments_and_literals_are_kept_with_their_place()
    {
        var read = CSharpText.Read("x(\"one\", $\"two{n}\"); // three");
        Assert.Equal([new(2, "one"), new(9, "two{}")], read.Strings);
        Assert.Equal([new(21, "// three")], read.Comments);
    }
}
