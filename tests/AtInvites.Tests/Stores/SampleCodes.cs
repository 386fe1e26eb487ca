using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Tests.Stores;

/// <summary>Codes as years of a PDS leave them behind.</summary>
internal static class SampleCodes
{
    private static readonly DateTimeOffset Start = new(2023, 4, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The same codes for the same seed: of the administration and of accounts, given and earned, unused, used and used
    /// up, dead and disabled; many in one millisecond, their uses too.</summary>
    public static List<CodeRecord> Make(int count, int seed = 1)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(index => Make(index, chance))];
    }

    public static async IAsyncEnumerable<CodeRecord> StreamAsync(IEnumerable<CodeRecord> codes)
    {
        foreach (var code in codes)
        {
            yield return code;
            await Task.CompletedTask;
        }
    }

    private static CodeRecord Make(int index, Random chance)
    {
        var owner = chance.Next(3) == 0 ? CodeOwner.Admin : CodeOwner.Of(Account(chance.Next(5_000)));
        var createdAt = Start.AddMilliseconds(index / 3);
        var uses = Enumerable.Range(0, Math.Max(0, chance.Next(-4, 6)))
            .Select(use => new CodeUse(Account(10_000 + (index * 10) + use), createdAt.AddMilliseconds(chance.Next(3))));
        return new()
        {
            Code = new($"pds-example-com-{index:x5}-{chance.Next(0x100000):x5}"),
            Available = chance.Next(0, 8),
            IsDisabled = chance.Next(5) == 0,
            Owner = owner,
            CreatedBy = chance.Next(2) == 0 ? CodeOwner.Admin : owner,
            CreatedAt = createdAt,
            // A stable sort: of one moment, any order is an order.
            Uses = [.. uses.OrderByDescending(use => use.UsedAt)],
        };
    }

    private static Did Account(int number) => Did.Parse($"did:plc:account{number}");
}
