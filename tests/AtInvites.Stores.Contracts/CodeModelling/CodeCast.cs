namespace AtInvites.Stores.Contracts.CodeModelling;

/// <summary>The hashes, accounts and times of one sequence; no other sequence on the same database has any of them.</summary>
internal sealed class CodeCast
{
    public const int Codes = 8;

    public const int Accounts = 4;

    private static readonly string[] Holders = ["one", "two", "three"];

    private static readonly long[] Allowed = [1, 2, 1, 3, 50, 0, 2, -1];

    private readonly TokenHash[] _hashes;
    private readonly Did[] _accounts;

    public CodeCast(int number)
    {
        Start = Given.Start.AddDays(number);
        _hashes = [.. Enumerable.Range(0, Codes).Select(i => Given.Token($"c{number}-{i}"))];
        _accounts = [.. Enumerable.Range(0, Accounts).Select(i => Given.Account($"c{number}-{(char)('a' + i)}"))];
    }

    public DateTimeOffset Start { get; }

    public IReadOnlyList<TokenHash> Hashes => _hashes;

    public IReadOnlyList<Did> Everybody => _accounts;

    public TokenHash Hash(CodeStep step) => _hashes[step.Code];

    public Did Account(CodeStep step) => _accounts[step.Account];

    public static string Holder(CodeStep step) => Holders[step.Pick(Holders.Length)];

    /// <summary>One code, or several of which two may have one hash.</summary>
    public IReadOnlyList<AccountCode> Added(CodeStep step, DateTimeOffset now) =>
        [.. Enumerable.Range(0, step.Pick(6, 40) switch { 4 => 3, 5 => 0, _ => 1 })
            .Select(i => Row(step with { Code = (step.Code + (i * step.Pick(3))) % Codes, Choice = step.Choice + i }, now))];

    /// <summary>Up to 3 codes for the account, of hashes that <paramref name="isTaken"/> does not know.</summary>
    public IReadOnlyList<AccountCode> Prepared(CodeStep step, DateTimeOffset now, Func<TokenHash, bool> isTaken)
    {
        var account = CodeOwner.Of(Account(step));
        return [.. _hashes.Where(hash => !isTaken(hash)).Take(step.Pick(4, 64)).Select(hash =>
            Row(step, now) with
            {
                Hash = hash, Owner = account, CreatedBy = account, Available = 1, IsDisabled = false, Uses = [],
            })];
    }

    private AccountCode Row(CodeStep step, DateTimeOffset now)
    {
        var owner = step.Pick(4) == 0 ? CodeOwner.Admin : CodeOwner.Of(Account(step));
        // Newest first, and some in one millisecond.
        var uses = Enumerable.Range(0, step.Pick(8, 32) switch { 6 => 1, 7 => 2, _ => 0 })
            .Select(i => new CodeUse(_accounts[(step.Account + i + 1) % Accounts], now.AddMilliseconds(-i * step.Pick(2))));
        return Given.Code() with
        {
            Hash = Hash(step),
            Sealed = new[] { (byte)step.Choice, (byte)step.Code },
            Owner = owner,
            CreatedBy = step.Pick(3, 4) == 0 ? CodeOwner.Admin : owner,
            CreatedAt = now.AddMilliseconds(-step.Pick(3, 8)),
            Available = Allowed[step.Pick(Allowed.Length, 2)],
            IsDisabled = step.Pick(16, 16) == 15,
            Uses = [.. uses],
        };
    }
}
