namespace AtInvites.Tests.Architecture;

public sealed class DocumentTests
{
    private static readonly SourceFile[] Sample =
    [
        new("samples/A.cs", "class A\n{\n    void B()\n    {\n        One();\n\n        Two();\n        Three();\n    }\n}\n"),
    ];

    private static IEnumerable<string> Documents => SourceTree.Files("docs", "*.md")
        .Concat(File.Exists(Path.Combine(SourceTree.Root, "README.md")) ? ["README.md"] : []);

    [Fact]
    public void There_is_a_readme_with_code_in_it()
    {
        Assert.True(File.Exists(Path.Combine(SourceTree.Root, "README.md")), "README.md is missing");
        Assert.Contains(DocumentBlock.Read(Text("README.md")), block => block.Language == "csharp");
    }

    [Fact]
    public void Code_in_documents_is_compiled()
    {
        var compiled = SourceTree.Read("samples").Concat(SourceTree.Tests).ToList();
        SourceTree.Holds(Documents.SelectMany(name => DocumentRules.Code(name, Text(name), compiled)));
    }

    [Fact]
    public void Commands_in_documents_can_be_run() => SourceTree.Holds(Documents.SelectMany(name => DocumentRules.Commands(
        name, Text(name), path => Path.Exists(Path.Combine(SourceTree.Root, path)))));

    [Theory]
    [InlineData("```csharp\nOne();\nTwo();\n```")]
    [InlineData("Text\n\n    ```csharp\n  One();\n\n\n      Two();\nThree();\n    ```\n")]
    [InlineData("```json\n{}\n```\nno code")]
    [InlineData("````md\n```csharp\nNone();\n```\n````")]
    public void Compiled_code_is_left_alone(string markdown) => Assert.Empty(DocumentRules.Code("a.md", markdown, Sample));

    [Theory]
    [InlineData("```csharp\nFour();\n```")]
    [InlineData("```csharp\nOne();\nThree();\n```")]
    [InlineData("```csharp\nTwo();\nOne();\n```")]
    [InlineData("```csharp\nOne();\nTwo(); // and a comment\n```")]
    [InlineData("```csharp\n\n```")]
    [InlineData("```cs\nOne();\n```")]
    [InlineData("```csharp\nOne();")]
    public void Code_that_nothing_compiles_is_found(string markdown) =>
        Assert.Single(DocumentRules.Code("a.md", markdown, Sample));

    [Theory]
    [InlineData("dotnet run --project samples/MinimalHost")]
    [InlineData("$ ./test.sh\n# all of it\ncd samples")]
    [InlineData("CI=true ./test.sh")]
    [InlineData("curl -s localhost:5000/xrpc \\\n  -H 'X-Dev-Did: did:plc:alice' \\\n  -d '{\n  \"key\": 1\n}'")]
    [InlineData("dotnet build\ndotnet test -v q\ndotnet build samples/MinimalHost")]
    public void Commands_that_are_there_are_left_alone(string commands) =>
        Assert.Empty(DocumentRules.Commands("a.md", $"```sh\n{commands}\n```", Exists));

    [Theory]
    [InlineData("dotnet run --project samples/Gone")]
    [InlineData("./gone.sh --all")]
    [InlineData("cd gone")]
    [InlineData("make all")]
    [InlineData("A=1 make all")]
    [InlineData("bash gone.sh")]
    [InlineData("dotnet test tests/Gone")]
    public void Commands_that_are_not_there_are_found(string commands) =>
        Assert.Single(DocumentRules.Commands("a.md", $"```sh\n{commands}\n```", Exists));

    private static bool Exists(string path) => path is "./test.sh" or "samples" or "samples/MinimalHost";

    private static string Text(string name) => File.ReadAllText(Path.Combine(SourceTree.Root, name));
}
