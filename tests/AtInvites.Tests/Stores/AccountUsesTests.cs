using AtInvites.Stores.InMemory;
using AtInvites.Syntax;

namespace AtInvites.Tests.Stores;

public sealed class AccountUsesTests
{
    private readonly Ledger _ledger = new();
    private AccountUses _uses;

    public static TheoryData<string> Hashes => ["own", "one for all", "four", "low half alike", "high half alike", "all ones"];

    [Theory, MemberData(nameof(Hashes))]
    public void Each_account_is_found_by_its_row_and_no_other_is_at_any_size(string hashes)
    {
        var size = hashes is "own" or "high half alike" ? 5000 : 300;
        // So that numbers of rows are not those of accounts.
        for (var n = 0; n < 7; n++) _ledger.Append(0, Account(-n - 1), 0);
        for (var n = 0; n < size; n++)
        {
            Assert.Equal(n, _uses.Count);
            Assert.Equal(Use.None, Find(n));
            _uses.Add(HashOf(n), _ledger.Append(0, Account(n), n));
            Assert.Equal(n + 7, Find(n));
            if (n < 70 || n % 97 == 0) AssertAll(n + 1);
        }

        AssertAll(size);

        int Find(int n) => _uses.Find(Account(n), HashOf(n), _ledger);

        void AssertAll(int count)
        {
            for (var n = 0; n < count; n++) Assert.Equal(n + 7, Find(n));
            for (var n = count; n < count + 40; n++) Assert.Equal(Use.None, Find(n));
        }

        uint HashOf(int n) => hashes switch
        {
            "one for all" => 0,
            "all ones" => uint.MaxValue,
            "four" => (uint)n % 4,
            "low half alike" => ((uint)n << 16) | 0xFFFF,
            "high half alike" => (uint)n,
            _ => (uint)(n * 2654435761L),
        };
    }

    [Fact]
    public void An_account_whose_hash_nobody_has_is_told_absent_without_a_look_at_the_ledger()
    {
        // The ledger has no such rows: who looked would fail.
        for (var n = 0; n < 100; n++)
        {
            Assert.Equal(Use.None, _uses.Find(Account(1), 12345, _ledger));
            _uses.Add((uint)n, 1_000_000 + n);
        }

        Assert.ThrowsAny<Exception>(() => _uses.Find(Account(1), 50, _ledger));
    }

    private static Did Account(int number) => Did.Parse($"did:example:account-{number}");
}
