namespace AtInvites.Interop.Tests;

public sealed class NodeOracleTests
{
    [Fact]
    public async Task Lines_come_back_in_order()
    {
        NodeOracle.RequireInstalled();
        var lines = Enumerable.Range(0, 1000).Select(n => $"\"{n} é\"").ToList();
        Assert.Equal(lines, await NodeOracle.RunAsync("oracle/echo.mjs", lines, TestContext.Current.CancellationToken));
    }
}
