using AtInvites.Stores.InMemory;
using AtInvites.Syntax;

namespace AtInvites.Tests.Stores;

public sealed class LedgerTests
{
    private static readonly Did Account = Did.Parse("did:example:account");

    [Fact]
    public void Who_reads_at_the_heels_of_those_who_append_reads_whole_rows()
    {
        const int Rounds = 10;
        const int Each = 100_000;
        for (var round = 0; round < Rounds; round++)
        {
            var ledger = new Ledger();
            var numbers = new int[2][];
            var threads = Enumerable.Range(0, 2).Select(seed => new Thread(() =>
                numbers[seed] = [.. Enumerable.Range(1, Each).Select(at => ledger.Append(seed + 1, Account, at))])).ToList();
            threads.ForEach(thread => thread.Start());

            var sums = new long[3];
            for (var number = 0; number < 2 * Each; number++)
            {
                while (ledger.Count <= number) Thread.Yield();
                ref var use = ref ledger.Read(number);
                Assert.Equal(Account, use.Account);
                sums[use.Invite] += use.At;
            }

            threads.ForEach(thread => thread.Join());
            Assert.Equal([0L, Each * (Each + 1L) / 2, Each * (Each + 1L) / 2], sums);
            Assert.Equal(Enumerable.Range(0, 2 * Each), numbers.SelectMany(all => all).Order());
            for (var seed = 0; seed < 2; seed++)
                for (var at = 1; at <= Each; at += 997) Assert.Equal(at, ledger[numbers[seed][at - 1]].At);
        }
    }
}
