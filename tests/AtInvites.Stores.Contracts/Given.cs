using System.Security.Cryptography;
using System.Text;

namespace AtInvites.Stores.Contracts;

/// <summary>Rows to begin with, each a valid one that a test changes where it matters.</summary>
public static class Given
{
    /// <summary>The only clock of the contracts: millisecond 0.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Did Owner = Did.Parse("did:example:owner");

    public static readonly Nsid Group = Nsid.Parse("com.example.group");

    public static DateTimeOffset At(long milliseconds) => Start.AddMilliseconds(milliseconds);

    public static Did Account(int number) => Did.Parse($"did:example:account-{number:D5}");

    public static Did Account(string name) => Did.Parse($"did:example:{name}");

    public static AtUri SpaceUri(string key = "main") => AtUri.Create(Owner, Group, RecordKey.Parse(key));

    public static Space Space(string key = "main") => new()
    {
        Uri = SpaceUri(key),
        Owner = Owner,
        Type = Group,
        Key = RecordKey.Parse(key),
        CreatedAt = At(0),
    };

    public static TokenHash Token(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>An unlimited read invite that never expires, minted at millisecond 0.</summary>
    public static Invite Invite(string name = "invite", string space = "main") => new()
    {
        Token = Token(name),
        KeyId = "sha256",
        Space = SpaceUri(space),
        Perms = Perms.Read,
        CreatedBy = Owner,
        CreatedAt = At(0),
    };

    public static Member Member(Did account, Perms perms = Perms.Read, long at = 0) =>
        new() { Account = account, Perms = perms, AddedAt = At(at), AddedBy = Owner };

    /// <summary>A code of one use, held and made by the administration at millisecond 0.</summary>
    public static AccountCode Code(string name = "code") => new()
    {
        Hash = Token(name),
        KeyId = "sha256",
        Sealed = Encoding.UTF8.GetBytes($"sealed {name}"),
        Owner = CodeOwner.Admin,
        CreatedBy = CodeOwner.Admin,
        CreatedAt = At(0),
        Available = 1,
    };

    /// <summary>A code that the administration made for an account.</summary>
    public static AccountCode Gift(string name, Did owner) => Code(name) with { Owner = CodeOwner.Of(owner) };

    /// <summary>A code that an account earned.</summary>
    public static AccountCode Earned(string name, Did account, long at) =>
        Gift(name, account) with { CreatedBy = CodeOwner.Of(account), CreatedAt = At(at) };

    public static CodeUse Use(Did account, long at) => new(account, At(at));
}
