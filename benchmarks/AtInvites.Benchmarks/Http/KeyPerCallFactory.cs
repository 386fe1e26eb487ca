using AtInvites.Authentication;

namespace AtInvites.Benchmarks.Http;

/// <summary>What a user would write: the platform's key made anew for each signature.</summary>
internal sealed class KeyPerCallFactory : ISignatureKeyFactory
{
    public ISignatureKey Create(CurvePoint point) => new KeyPerCall(point);
}
