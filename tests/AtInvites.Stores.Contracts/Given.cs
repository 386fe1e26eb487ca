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
}
