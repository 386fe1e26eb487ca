using System.Security.Cryptography;
using AtInvites.Authentication;

namespace AtInvites.Benchmarks;

/// <summary>What a user would write to keep a key: one <see cref="ECDsa"/>, made once, behind a lock.</summary>
internal sealed class LockedKeyFactory : ISignatureKeyFactory
{
    public ISignatureKey Create(CurvePoint point) => new Key(point);

    private sealed class Key(CurvePoint point) : ISignatureKey
    {
        private readonly Lock _gate = new();
        private readonly ECDsa _ecdsa = PerCallKeyFactory.Import(point);

        public SigningCurve Curve => point.Curve;

        public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
        {
            lock (_gate) return _ecdsa.VerifyHash(hash, signature);
        }
    }
}
