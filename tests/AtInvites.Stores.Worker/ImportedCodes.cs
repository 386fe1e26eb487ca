using System.Collections;
using System.Security.Cryptography;
using AtInvites.Syntax;

namespace AtInvites.Stores.Worker;

/// <summary>Codes with a use each. Whoever comes to number <paramref name="stop"/> stays there for good, after a line on
/// standard output.</summary>
internal sealed class ImportedCodes(int count, int stop) : IReadOnlyList<AccountCode>
{
    public int Count => count;

    public AccountCode this[int index]
    {
        get
        {
            if (index == stop)
            {
                Console.WriteLine("Parked");
                using var never = new ManualResetEvent(false);
                never.WaitOne();
            }

            return Code(index);
        }
    }

    public IEnumerator<AccountCode> GetEnumerator()
    {
        for (var i = 0; i < count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static AccountCode Code(int number) => new()
    {
        Hash = new(SHA256.HashData(BitConverter.GetBytes(number))),
        KeyId = "sha256",
        Sealed = new byte[200],
        Owner = CodeOwner.Admin,
        CreatedBy = CodeOwner.Admin,
        CreatedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(number),
        Available = 2,
        Uses = [new(Did.Parse($"did:example:user-{number}"), DateTimeOffset.UnixEpoch.AddDays(1))],
    };
}
