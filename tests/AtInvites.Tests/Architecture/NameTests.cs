namespace AtInvites.Tests.Architecture;

public sealed class NameTests
{
    [Fact]
    public void Nothing_is_named_as_a_bag() =>
        SourceTree.Holds(SourceTree.Shipped.Concat(SourceTree.Tests).SelectMany(NameRules.Bags));

    [Fact]
    public void No_type_bears_a_layers_name() => SourceTree.Holds(SourceTree.Shipped.SelectMany(NameRules.LayersAsTypes));

    [Fact]
    public void Only_what_hosts_see_bears_the_products_name() => SourceTree.Holds(NameRules.ProductName(SourceTree.Shipped));

    [Theory]
    [InlineData("src/AtInvites/Stores/A.cs", "class InviteHelper { }")]
    [InlineData("src/AtInvites/Stores/A.cs", "class A { class TokenUtils { } }")]
    [InlineData("src/AtInvites/Stores/A.cs", "record InviteManager;")]
    [InlineData("src/AtInvites/Stores/A.cs", "static class Common { }")]
    [InlineData("src/AtInvites/Shared/A.cs", "class A { }")]
    [InlineData("tests/AtInvites.Tests/Internal/A.cs", "class A { }")]
    public void A_bag_is_found(string path, string text) => Assert.Single(NameRules.Bags(new(path, text)));

    [Theory]
    [InlineData("class Stores { }")]
    [InlineData("class A { enum Sql { } }")]
    [InlineData("record struct Tokens(int A);")]
    public void A_type_named_as_a_layer_is_found(string text) =>
        Assert.Single(NameRules.LayersAsTypes(new("src/AtInvites/Stores/A.cs", text)));

    [Theory]
    [InlineData("Stores", "public sealed class AtInvitesStore { }")]
    [InlineData("Hosting", "internal sealed class AtInvitesThing { }")]
    [InlineData("Stores", "static class A { public static void AddAtInvitesStore() { } }")]
    public void The_products_name_in_the_wrong_place_is_found(string layer, string text) =>
        Assert.Single(NameRules.ProductName([new($"src/AtInvites/{layer}/A.cs", text)]));

    [Fact]
    public void What_hosts_see_may_bear_the_products_name() => Assert.Empty(NameRules.ProductName(
    [
        new("src/AtInvites/Hosting/A.cs", "public sealed class AtInvitesOptions { public void MapAtInvites() { } }"),
        new("src/AtInvites/Hosting/B.cs", "internal sealed class AtInvitesOptionsCheck { }"),
    ]));
}
