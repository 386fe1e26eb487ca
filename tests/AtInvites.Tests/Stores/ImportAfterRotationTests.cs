using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Tests.Stores;

/// <summary>A file that is imported again after the hash key was rotated.</summary>
public sealed class ImportAfterRotationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task A_code_that_is_here_under_a_former_key_is_here_already(StoreKind kind)
    {
        await using var house = await ArchiveHouse.StartAsync(kind);
        var codes = SampleCodes.Make(3);
        Assert.True(await house.Archive.ImportAsync([codes[0]], Token));
        var rotated = house.Open(new EphemeralDataProtectionProvider(), new()
        {
            HashKey = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]),
            FormerHashKeys = [HttpHost.Key],
        });
        Assert.False(await rotated.ImportAsync([codes[1], codes[0]], Token));
        Assert.Single(await house.ReadAsync());
        Assert.True(await rotated.ImportAsync([codes[1], codes[2]], Token));
    }
}
