using System.Diagnostics;

namespace AtInvites.Tests.Hosting;

public sealed class PdsHostTests
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_any_configuration_the_lines_it_prints_sign_somebody_up_and_that_outlives_a_kill()
    {
        using var folder = new TemporaryFolder();
        string code;
        await using (var first = await SampleProcess.StartPdsAsync(folder.Path))
        {
            var curls = await CurlsAsync(first);
            code = (await PrintedCurls.RunAsync(curls[0])).GetProperty("code").GetString()!;
            var account = await PrintedCurls.RunAsync(curls[1].Replace("CODE", code, StringComparison.Ordinal));
            Assert.Equal("alice.test", account.GetProperty("handle").GetString());
            await first.KillAsync();
        }

        await using var second = await SampleProcess.StartPdsAsync(folder.Path);
        var lines = await CurlsAsync(second);
        var listed = Assert.Single((await PrintedCurls.RunAsync(lines[2])).GetProperty("codes").EnumerateArray().ToArray());
        Assert.Equal(code, listed.GetProperty("code").GetString());
        Assert.Equal(1, listed.GetProperty("uses").GetArrayLength());
        var again = await PrintedCurls.RunAsync(lines[1].Replace("CODE", code, StringComparison.Ordinal));
        Assert.Equal("InvalidInviteCode", again.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Its_database_and_keys_are_their_owners_only()
    {
        using var folder = new TemporaryFolder();
        await using var pds = await SampleProcess.StartPdsAsync(folder.Path);
        var curls = await CurlsAsync(pds);
        var code = (await PrintedCurls.RunAsync(curls[0])).GetProperty("code").GetString();
        await PrintedCurls.RunAsync(curls[1].Replace("CODE", code, StringComparison.Ordinal));

        var data = Path.Combine(folder.Path, "pds-data");
        Assert.Single(Directory.GetFiles(Path.Combine(data, "seal-keys")));
        Assert.True(File.Exists(Path.Combine(data, "pds.db")));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(OwnersOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
        foreach (var key in (string[])["hash.key", "session.key"])
            Assert.Equal(OwnersOnly, File.GetUnixFileMode(Path.Combine(data, key)));
    }

    [Fact]
    public async Task In_a_folder_that_others_may_read_its_files_are_their_owners_only()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "data"), (UnixFileMode)Convert.ToInt32("755", 8)).FullName;
        await using var pds = await SampleProcess.StartPdsAsync(folder.Path, settings: ("Pds__DataFolder", data));
        await PrintedCurls.RunAsync((await CurlsAsync(pds))[0]);

        foreach (var file in Directory.GetFiles(data)) Assert.Equal(OwnersOnly, File.GetUnixFileMode(file));
        Assert.Equal(
            OwnersOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Assert.Single(Directory.GetDirectories(data))));
    }

    [Fact]
    public async Task Run_from_another_folder_it_writes_there()
    {
        using var folder = new TemporaryFolder();
        var build = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["run", "--no-build", "-c", build, "--project", Path.Combine(SampleProcess.Root, "samples", "PdsHost"),
                "--", "export", "out.sqlite"])
        { WorkingDirectory = folder.Path, RedirectStandardOutput = true };
        using var run = Process.Start(start)!;
        Assert.Contains("Exported 0 codes", await run.StandardOutput.ReadToEndAsync(Token));
        await run.WaitForExitAsync(Token);

        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(Path.Combine(folder.Path, "out.sqlite")));
        Assert.True(File.Exists(Path.Combine(folder.Path, "pds-data", "pds.db")));
    }

    [Fact]
    public async Task A_password_that_is_set_is_not_printed_in_Development_either()
    {
        using var folder = new TemporaryFolder();
        await using var pds = await SampleProcess.StartPdsAsync(
            folder.Path, settings: [("Pds__AdminPassword", "it's a canary"), ("AtInvites__Store", "memory")]);
        var curls = await CurlsAsync(pds);
        Assert.DoesNotContain(pds.Lines, line => line.Contains("canary", StringComparison.Ordinal));
        var line = curls[0].Replace("'admin:PASSWORD'", "\"admin:it's a canary\"", StringComparison.Ordinal);
        Assert.True((await PrintedCurls.RunAsync(line)).TryGetProperty("code", out _));
    }

    [Fact]
    public async Task In_memory_it_keeps_no_file()
    {
        using var folder = new TemporaryFolder();
        await using var pds = await SampleProcess.StartPdsAsync(folder.Path, settings: ("AtInvites__Store", "memory"));
        await PrintedCurls.RunAsync((await CurlsAsync(pds))[0]);

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Outside_Development_it_wants_a_password_and_prints_none()
    {
        using var folder = new TemporaryFolder();
        var (code, output) = await SampleProcess.FailPdsAsync(folder.Path, "Production");
        Assert.NotEqual(0, code);
        Assert.Contains("Pds:AdminPassword is not set; outside Development it must be.", output);

        await using var pds = await SampleProcess.StartPdsAsync(folder.Path, "Production", ("Pds__AdminPassword", "canary"));
        Assert.DoesNotContain(pds.Lines, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_that_cannot_be_stop_the_start_with_a_message()
    {
        using var folder = new TemporaryFolder();
        var (code, output) = await SampleProcess.FailPdsAsync(folder.Path, "Development", ("AtInvites__Store", "redis"));
        Assert.NotEqual(0, code);
        Assert.Contains("AtInvites:Store is \"redis\"; it is sqlite, postgres or memory.", output);

        (code, output) = await SampleProcess.FailPdsAsync(
            folder.Path, "Development", ("AtInvites__Accounts__Lease", "0"), ("Pds__Hostname", "no host"));
        Assert.NotEqual(0, code);
        Assert.Contains("Accounts:Lease", output);
        Assert.Contains("did:web:no host", output);

        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", Token);
        (code, output) = await SampleProcess.FailPdsAsync(folder.Path, "Development", ("Pds__DataFolder", file));
        Assert.NotEqual(0, code);
        Assert.Contains($"Pds:DataFolder is {file}, which cannot be made or written to: ", output);

        (code, output) = await SampleProcess.FailPdsAsync(folder.Path, "Production", ("Pds__AdminPassword", ""));
        Assert.NotEqual(0, code);
        Assert.Contains("Pds:AdminPassword is not set; outside Development it must be.", output);
    }

    private static async Task<string[]> CurlsAsync(SampleProcess pds)
    {
        var lines = await pds.ReadCurlsAsync("come as a client");
        Assert.Equal(3, lines.Length);
        return lines;
    }
}
