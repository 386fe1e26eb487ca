using System.Text;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Redemption;

public sealed class CodesAtRestTests
{
    private const int Codes = 100_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_100_000_codes_none_stands_in_the_database_nor_in_the_files_beside_it()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Sqlite);
        engine.Options.MaxCodesPerCall = Codes;
        var codes = await engine.MintAsync(Codes, 1, CodeOwner.Admin);
        await using (var seat = await engine.ReserveAsync(codes[0], "holder"))
            Assert.Equal(CommitStatus.Committed, await seat.CommitAsync(CodeEngine.Account(1), Token));
        await using var held = await engine.ReserveAsync(codes[1], "holder");
        Assert.Equal(1, await engine.Disabler.DisableAsync([codes[2]], [], Token));
        Assert.Equal(CodeStatus.Granted, await engine.RedeemAsync(codes[3], 2));
        var scan = new CodeTextScan(codes);

        var files = engine.Files.Select(file => (Name: Path.GetFileName(file), Bytes: Read(file))).ToList();

        Assert.Equal(["invites.db", "invites.db-shm", "invites.db-wal"], files.Select(file => file.Name).Order());
        Assert.InRange(files.Sum(file => (long)file.Bytes.Length), Codes * 100L, long.MaxValue);
        Assert.All(files, file => Assert.Equal((file.Name, 0), (file.Name, scan.Count(file.Bytes))));
        // The store holds these codes, and the scan would have found them.
        var page = await engine.Lister.ListAsync(new() { Sort = CodeSort.Recent, Limit = 1 }, Token);
        Assert.Contains(Assert.Single(page.Items).Code.Reveal(), codes);
        AssertFinds(scan, codes, files[0].Bytes);
    }

    private static void AssertFinds(CodeTextScan scan, string[] codes, byte[] around)
    {
        foreach (var code in (string[])[codes[0], codes[Codes / 2], codes[^1]])
        {
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
            {
                foreach (var text in (string[])[code, code[^11..], $"x{code[^11..].Replace("-", "")}y"])
                    Assert.True(scan.Count([.. around[..1001], .. encoding.GetBytes(text), .. around[^1001..]]) > 0);
            }
        }
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
