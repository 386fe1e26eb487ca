namespace AtInvites.Tests.Architecture;

public sealed class BanTests
{
    /// <summary>Files whose catch takes everything, each with its reason.</summary>
    private static readonly Dictionary<string, string> Outermost = new()
    {
        ["src/AtInvites/Hosting/AdmissionLoop.cs"] = "the outermost frame of a background loop",
        ["src/AtInvites/Hosting/RecordLoop.cs"] = "the outermost frame of a background loop",
        ["src/AtInvites/Hosting/SharingLoop.cs"] = "the outermost frame of a background loop",
        ["src/AtInvites/Hosting/SweepLoop.cs"] = "the outermost frame of a background loop",
        ["src/AtInvites/Redemption/AdmissionDelivery.cs"] = "calls the host's own sinks, which may throw anything",
        ["src/AtInvites/Stores/Sql/RedemptionBatch.cs"] = "hands each fault to the callers whose it is",
        ["src/AtInvites/Stores/Sql/RedemptionLook.cs"] = "looks ahead for callers whom the writer answers where it cannot",
        ["src/AtInvites/Stores/Sql/RedemptionWriter.cs"] = "hands the fault of a batch to its callers, and serves the next",
    };

    [Fact]
    public void Shipped_code_keeps_from_what_is_banned() => SourceTree.Holds(SourceTree.Shipped.SelectMany(BanRules.Shipped));

    [Fact]
    public void Tests_do_not_wait_for_time_to_pass() => SourceTree.Holds(SourceTree.Tests.SelectMany(BanRules.Tests));

    [Fact]
    public void Faults_pass_through() =>
        SourceTree.Holds(SourceTree.Shipped.SelectMany(file => BanRules.CatchAll(file, Outermost)));

    [Fact]
    public void Every_exception_is_still_needed() => Assert.All(Outermost.Keys, path => Assert.NotEmpty(
        SourceTree.Shipped.Where(file => file.Path == path)
            .SelectMany(file => BanRules.CatchAll(file, new Dictionary<string, string>()))));

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = System.DateTimeOffset.Now.Ticks;")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var n = Random.Shared.Next();")]
    [InlineData("var n = new Random(1);")]
    [InlineData("var r = new Regex(\"a\");")]
    [InlineData("var t = $\"{Regex.Replace(a, b)}\";")]
    [InlineData("#region Fields")]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("// TODO: later")]
    [InlineData("/* FIXME */")]
    [InlineData("// var a = 1;")]
    [InlineData("// if (a)\nb();")]
    [InlineData("/* Do(); */")]
    public void What_is_banned_is_found(string text) => Assert.Single(BanRules.Shipped(new("src/A.cs", text)));

    [Theory]
    [InlineData("var text = \"DateTime.UtcNow // TODO\";")]
    [InlineData("// The Regex of the specification is for people (see there).\nvar now = time.GetUtcNow();")]
    [InlineData("var my = MyRegex.Any; var random = RandomNumberGenerator.Create();")]
    [InlineData("/// <example>var a = 1;</example>\n/// <summary>b; c;\n/// d;</summary>")]
    public void What_only_looks_like_it_is_left_alone(string text) => Assert.Empty(BanRules.Shipped(new("src/A.cs", text)));

    [Theory]
    [InlineData("await Task.Delay(10);")]
    [InlineData("Thread.Sleep(10);")]
    [InlineData("SpinWait.SpinUntil(() => done);")]
    public void A_test_that_waits_is_found(string text) => Assert.Single(BanRules.Tests(new("tests/A.cs", text)));

    [Fact]
    public void A_test_that_waits_for_a_cancellation_is_left_alone() =>
        Assert.Empty(BanRules.Tests(new("tests/A.cs", "await Task.Delay(Timeout.Infinite, context.RequestAborted);")));

    [Theory]
    [InlineData("try { } catch (Exception) { }")]
    [InlineData("try { } catch (Exception fault) when (isReady) { Log(fault); }")]
    [InlineData("try { } catch (System.Exception fault) { throw new E(fault); }")]
    [InlineData("try { } catch { }")]
    public void A_catch_of_everything_is_found(string text) =>
        Assert.Single(BanRules.CatchAll(new("src/A.cs", text), new Dictionary<string, string>()));

    [Theory]
    [InlineData("try { } catch (IOException) { }")]
    [InlineData("try { } catch (Exception fault) when (fault is IOException or TimeoutException) { }")]
    [InlineData("try { } catch { socket.Dispose(); throw; }")]
    public void A_catch_of_named_faults_is_left_alone(string text) =>
        Assert.Empty(BanRules.CatchAll(new("src/A.cs", text), new Dictionary<string, string>()));
}
