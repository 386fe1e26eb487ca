namespace AtInvites.Stores.Contracts.Modelling;

/// <summary>The hashes, spaces, accounts and times of one sequence; no other sequence on the same database has any of
/// them.</summary>
internal sealed class Cast
{
    public const int Tokens = 5;

    public const int Spaces = 3;

    public const int Accounts = 4;

    private readonly Did[] _accounts;
    private readonly Space[] _spaces;
    private readonly TokenHash[] _tokens;

    public Cast(int number)
    {
        // A day apart: what is left of one sequence ended before the next begins.
        Start = Given.Start.AddDays(number);
        _accounts = [.. Enumerable.Range(0, Accounts).Select(i => Given.Account($"m{number}-{(char)('a' + i)}"))];
        _tokens = [.. Enumerable.Range(0, Tokens).Select(i => Given.Token($"m{number}-{i}"))];
        var forum = Nsid.Parse("com.example.forum");
        _spaces =
        [
            SpaceOf(_accounts[0], Given.Group, "one"),
            SpaceOf(_accounts[0], forum, "two"),
            SpaceOf(_accounts[1], Given.Group, "three"),
        ];
    }

    public DateTimeOffset Start { get; }

    public IReadOnlyList<Did> Everybody => _accounts;

    public IReadOnlyList<Space> Everywhere => _spaces;

    public TokenHash Token(Step step) => _tokens[step.Token];

    public Did Account(Step step) => _accounts[step.Account];

    public Space Space(Step step) => _spaces[step.Space];

    public AtUri Uri(Step step) => _spaces[step.Space].Uri;

    public Invite Invite(Step step, DateTimeOffset now) => new()
    {
        Token = Token(step),
        KeyId = "sha256",
        Space = Uri(step),
        Perms = PermsOf(step),
        CreatedBy = Account(step),
        CreatedAt = now,
        MaxUses = step.Pick(4, 2) is var uses and > 0 ? uses : null,
        ExpiresAt = step.Pick(4, 8) switch { 0 or 1 => null, 2 => now.AddMilliseconds(6), _ => now.AddMilliseconds(25) },
        Note = step.Pick(3) == 0 ? null : $"note {step.Choice}",
    };

    public Member Member(Step step, DateTimeOffset now) => new()
    {
        Account = Account(step),
        Perms = PermsOf(step),
        AddedAt = now.AddMilliseconds(-step.Pick(4, 2)),
        AddedBy = _accounts[step.Pick(Accounts, 8)],
    };

    private static Perms PermsOf(Step step) => step.Pick(2) == 0 ? Perms.Read : Perms.Write;

    private static Space SpaceOf(Did owner, Nsid type, string key) => Given.Space(key) with
    {
        Uri = AtUri.Create(owner, type, RecordKey.Parse(key)),
        Owner = owner,
        Type = type,
    };
}
