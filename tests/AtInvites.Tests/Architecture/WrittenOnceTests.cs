namespace AtInvites.Tests.Architecture;

public sealed class WrittenOnceTests
{
    private static readonly HashSet<string> Names = WrittenOnceRules.Names(
        SourceTree.Files("src/AtInvites/Lexicons/Documents", "*.json")
            .Select(path => File.ReadAllText(Path.Combine(SourceTree.Root, path))));

    [Fact]
    public void Identifiers_and_error_names_are_written_once() =>
        SourceTree.Holds(WrittenOnceRules.Check(SourceTree.Shipped, Names));

    [Fact]
    public void The_lexicons_are_really_read()
    {
        Assert.Contains("rsvp.atmo.space.invite.redeem", Names);
        Assert.Contains("InvalidInvite", Names);
    }

    [Theory]
    [InlineData("\"rsvp.atmo.space.invite.redeem\"")]
    [InlineData("\"rsvp.atmo.other\"")]
    [InlineData("\"InvalidInvite\"")]
    public void A_name_written_twice_is_found(string literal)
    {
        SourceFile[] files = [new("src/A.cs", $"a({literal});"), new("src/B.cs", $"b({literal});")];
        Assert.Single(WrittenOnceRules.Check(files, Names));
        Assert.Empty(WrittenOnceRules.Check(files[..1], Names));
    }

    [Fact]
    public void An_error_name_of_no_lexicon_written_twice_is_found() => Assert.Single(WrittenOnceRules.Check(
        [
            new("src/TeaErrors.cs", "const string A = \"TeaIsCold\", B = \"Tea is cold\";"),
            new("src/B.cs", "b(\"TeaIsCold\", \"Tea is cold\");"),
        ],
        Names));
}
