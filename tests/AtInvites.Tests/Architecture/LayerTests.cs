namespace AtInvites.Tests.Architecture;

public sealed class LayerTests
{
    [Fact]
    public void Every_shipped_file_lies_in_a_layer_and_bears_its_namespace() =>
        SourceTree.Holds(SourceTree.Shipped.SelectMany(LayerRules.Placed));

    [Fact]
    public void Every_layer_names_only_the_layers_below_it() =>
        SourceTree.Holds(SourceTree.Shipped.SelectMany(LayerRules.Allowed));

    [Fact]
    public void Layers_have_no_cycle() => SourceTree.Holds(LayerRules.Cycles(SourceTree.Shipped));

    [Fact]
    public void The_tree_is_really_read()
    {
        Assert.True(SourceTree.Shipped.Count > 100);
        Assert.Contains(SourceTree.Shipped, file => file.Path == "src/AtInvites/Syntax/Did.cs");
        Assert.Contains(SourceTree.Shipped, file => LayerTable.LayerOf(file) == "Stores.Sqlite");
    }

    [Theory]
    [InlineData("src/AtInvites/Root.cs", "namespace AtInvites;")]
    [InlineData("src/AtInvites/Utils/Text.cs", "namespace AtInvites.Utils;")]
    [InlineData("src/AtInvites/Stores/Sql/More/Deep.cs", "namespace AtInvites.Stores.Sql.More;")]
    [InlineData("src/AtInvites.Other/File.cs", "namespace AtInvites.Other;")]
    [InlineData("src/AtInvites/Stores/Invite.cs", "namespace AtInvites.Tokens;")]
    [InlineData("src/AtInvites/Stores/Invite.cs", "namespace AtInvites.Stores { }")]
    [InlineData("src/AtInvites/Stores/Invite.cs", "// namespace AtInvites.Stores;")]
    public void A_file_outside_its_layer_is_found(string path, string text) =>
        Assert.Single(LayerRules.Placed(new(path, text)));

    [Theory]
    [InlineData("Syntax/Did.cs", "using AtInvites.Tokens;")]
    [InlineData("Lexicons/A.cs", "using static AtInvites.Tokens.TokenFormat;")]
    [InlineData("Tokens/A.cs", "using Format = AtInvites.Syntax.Did;")]
    [InlineData("Stores/A.cs", "class A { AtInvites.Stores.Sql.SqlDialect? dialect; }")]
    [InlineData("Stores/A.cs", "namespace AtInvites.Stores; class A { Sql.SqlDialect? dialect; }")]
    [InlineData("Stores/Sql/A.cs", "using AtInvites.Stores.InMemory;")]
    [InlineData("Stores/Sql/A.cs", "class A { object a = new InMemory.InviteTable(); }")]
    [InlineData("Redemption/A.cs", "class A { Xrpc.XrpcError? error; }")]
    [InlineData("Authentication/A.cs", "global using AtInvites.Stores;")]
    [InlineData("Xrpc/A.cs", "class A { string text = $\"{AtInvites.Authentication.ServiceAuthErrors.BadJwt}\"; }")]
    [InlineData("Spaces/A.cs", "using AtInvites.Stores.Sql;")]
    [InlineData("Spaces/A.cs", "using AtInvites.Accounts;")]
    [InlineData("Records/A.cs", "using AtInvites.Hosting;")]
    public void A_layer_that_names_one_beside_or_above_it_is_found(string path, string text) =>
        Assert.Single(LayerRules.Allowed(new("src/AtInvites/" + path, text)));

    [Theory]
    [InlineData("Hosting/A.cs", "using AtInvites.Stores.Sql; using AtInvites.Spaces;")]
    [InlineData("Spaces/A.cs", "using AtInvites.Stores; using AtInvites.Redemption; using AtInvites.Authentication;")]
    [InlineData("Stores/Sql/A.cs", "namespace AtInvites.Stores.Sql; class A { Stores.Invite? a; Syntax.Did b; }")]
    [InlineData("Syntax/A.cs", "class A { string text = \"AtInvites.Hosting.X\"; int b = a.Hosting.X; } // AtInvites.Hosting.X")]
    public void A_layer_that_names_those_below_it_is_left_alone(string path, string text) =>
        Assert.Empty(LayerRules.Allowed(new("src/AtInvites/" + path, text)));

    [Fact]
    public void A_cycle_is_found()
    {
        SourceFile[] files =
        [
            new("src/AtInvites/Syntax/A.cs", "using AtInvites.Tokens;"),
            new("src/AtInvites/Tokens/B.cs", "using AtInvites.Stores;"),
            new("src/AtInvites/Stores/C.cs", "using AtInvites.Syntax;"),
            new("src/AtInvites/Spaces/D.cs", "using AtInvites.Syntax;"),
        ];
        Assert.Equal(3, LayerRules.Cycles(files).Count());
    }
}
