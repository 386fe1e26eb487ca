using System.Security.Cryptography;

namespace AtInvites.Tokens;

/// <summary>Random bytes drawn for <see cref="Batch"/> tokens at a time, because each call of the generator costs more than its
/// bytes. One buffer, under a lock: no bytes are given twice, and what was given is zeroed in it.</summary>
internal sealed class SecretSource(RandomNumberGenerator random)
{
    /// <summary>Tokens that one draw is for. The bytes of all but one of them wait in memory.</summary>
    public const int Batch = 32;

    private readonly Lock _gate = new();
    private readonly byte[] _bytes = GC.AllocateArray<byte>(Batch * TokenFormat.SecretBytes, pinned: true);
    private int _left;

    /// <summary>Fills <paramref name="secret"/>, which has <see cref="TokenFormat.SecretBytes"/>.</summary>
    public void Take(Span<byte> secret)
    {
        lock (_gate)
        {
            if (_left == 0)
            {
                random.GetBytes(_bytes);
                _left = Batch;
            }

            var bytes = _bytes.AsSpan((Batch - _left) * TokenFormat.SecretBytes, TokenFormat.SecretBytes);
            _left--;
            bytes.CopyTo(secret);
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
