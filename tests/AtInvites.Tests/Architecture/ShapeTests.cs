namespace AtInvites.Tests.Architecture;

public sealed class ShapeTests
{
    /// <summary>Constructors that may take more than five, by type, each with its reason.</summary>
    private static readonly Dictionary<string, string> Excepted = new()
    {
        ["InviteView"] = "the fields of rsvp.atmo.space.defs#inviteView, in its order",
        ["FormatCase"] = "a row of a test table: a name, two texts, three functions",
        ["SpaceView"] = "the fields of rsvp.atmo.space.defs#spaceView, in its order",
        ["Step"] = "a generated call as six small numbers, so that each shrinks by itself",
    };

    private static IEnumerable<SourceFile> All => SourceTree.Shipped.Concat(SourceTree.Tests);

    [Fact]
    public void A_file_holds_one_type_named_after_it() => SourceTree.Holds(All.SelectMany(ShapeRules.OneType));

    [Fact]
    public void Files_are_short() => SourceTree.Holds(
        SourceTree.Shipped.SelectMany(file => ShapeRules.FileLength(file, ShapeRules.ShippedWall))
            .Concat(SourceTree.Tests.SelectMany(file => ShapeRules.FileLength(file, ShapeRules.TestWall))));

    [Fact]
    public void Lines_are_short() => SourceTree.Holds(All.SelectMany(ShapeRules.LineLength));

    [Fact]
    public void Methods_are_short() => SourceTree.Holds(All.SelectMany(ShapeRules.MethodLength));

    [Fact]
    public void Methods_take_few_parameters() =>
        SourceTree.Holds(All.SelectMany(file => ShapeRules.ParameterCount(file, Excepted)));

    [Fact]
    public void Every_exception_is_still_needed()
    {
        var over = All.SelectMany(file => ShapeRules.ParameterCount(file, new Dictionary<string, string>())).ToList();
        Assert.All(Excepted.Keys, name => Assert.Contains(over, fault => fault.Contains($" {name}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Methods_are_really_seen()
    {
        var types = SourceTree.Shipped.SelectMany(CodeReader.Types).SelectMany(type => type.All).ToList();
        Assert.True(types.Sum(type => type.Methods.Count) > 500);
        Assert.All(types.SelectMany(type => type.Methods), method => Assert.True(method.Lines > 0 && method.Name != "?"));
    }

    [Theory]
    [InlineData("namespace A; class Thing { } class Other { }")]
    [InlineData("namespace A; class Other { class Thing { } }")]
    [InlineData("namespace A;")]
    [InlineData("namespace A; delegate void Thing(int a); enum Kind { One }")]
    [InlineData("namespace A { class Thing { } }")]
    public void A_file_of_another_type_or_several_is_found(string text) =>
        Assert.Single(ShapeRules.OneType(new("src/AtInvites/Stores/Thing.cs", text)));

    [Theory]
    [InlineData("using B; namespace A; [C(1)] public partial class Thing<T>(int a) : D(a) where T : class { class E { } }")]
    [InlineData("namespace A; internal readonly record struct Thing(int A);")]
    [InlineData("namespace A; public delegate ValueTask<(int, Did)> Thing(HttpContext context);")]
    [InlineData("// class Other { }\nnamespace A; #pragma warning disable X\ninternal enum Thing { class_ }")]
    public void A_file_of_one_type_is_left_alone(string text) =>
        Assert.Empty(ShapeRules.OneType(new("src/AtInvites/Stores/Thing.cs", text)));

    [Fact]
    public void A_program_of_statements_needs_no_type() =>
        Assert.Empty(ShapeRules.OneType(new("tests/Worker/Program.cs", "using A;\nreturn await Run(args);")));

    [Fact]
    public void A_long_file_is_found()
    {
        var text = string.Concat(Enumerable.Repeat("//\n", 251));
        Assert.Single(ShapeRules.FileLength(new("src/A.cs", text), ShapeRules.ShippedWall));
        Assert.Empty(ShapeRules.FileLength(new("src/A.cs", text[3..]), ShapeRules.ShippedWall));
    }

    [Fact]
    public void A_long_line_is_found() =>
        Assert.Equal(["src/A.cs:2: 131 characters, over 130"],
            ShapeRules.LineLength(new("src/A.cs", new string('a', 130) + "\n" + new string('b', 131) + "\n")));

    [Theory]
    [InlineData("void Long(int a)\n{\n", "}")]
    [InlineData("[Fact]\npublic Thing(string text = \"}\") : base(1)\n{\n", "}")]
    [InlineData("int Long() =>\n", "1;")]
    [InlineData("public static bool operator ==(Thing a, Thing b)\n{\n", "}")]
    public void A_long_method_is_found(string head, string foot)
    {
        var lines = head.Count(letter => letter == '\n') - (head[0] == '[' ? 1 : 0);
        string Body(int total) => $"class Thing\n{{\n{head}{new string('\n', total - lines - 1)}{foot}\n}}";
        Assert.Single(ShapeRules.MethodLength(new("src/Thing.cs", Body(41))));
        Assert.Empty(ShapeRules.MethodLength(new("src/Thing.cs", Body(40))));
    }

    [Theory]
    [InlineData("class Thing { void M(int a, int b, int c, int d, int e, int f) { } }")]
    [InlineData("class Thing { A<(B, C)> M<T>(A<B, C> a, (B x, C y) b, int c, int d, int e, int f = 1) where T : new() => a; }")]
    [InlineData("class Thing { class Inner { Inner(int a, int b, int c, int d, int e, int f) : this() { } } }")]
    [InlineData("class Thing(int a, int b, int c, int d, int e, int f) : Base(a);")]
    [InlineData("record struct Thing(int A, int B, int C, int D, int E, int F);")]
    public void Six_parameters_are_found(string text) =>
        Assert.Single(ShapeRules.ParameterCount(new("src/Thing.cs", text), new Dictionary<string, string>()));

    [Theory]
    [InlineData("class Thing { void M(int a, Func<int, int, int> b, (int, int) c, int d, int e) { N(1, 2, 3, 4, 5, 6); } }")]
    [InlineData("class Thing { int[] a = Make(1, 2, 3, 4, 5, 6); int B { get; } = Make(1, 2, 3, 4, 5, 6); }")]
    [InlineData("class Thing { Thing() : base(1, 2, 3, 4, 5, 6) { } }")]
    public void Five_parameters_and_longer_calls_are_left_alone(string text) =>
        Assert.Empty(ShapeRules.ParameterCount(new("src/Thing.cs", text), new Dictionary<string, string>()));

    [Fact]
    public void An_exception_covers_constructors_only()
    {
        const string six = "(int a, int b, int c, int d, int e, int f)";
        var file = new SourceFile("src/Thing.cs", $"class Thing{six} {{ void M{six} {{ }} }}");
        var excepted = new Dictionary<string, string> { ["Thing"] = "for this test" };
        Assert.Equal(["src/Thing.cs:1: Thing.M takes 6 parameters, over 5"], ShapeRules.ParameterCount(file, excepted));
    }
}
