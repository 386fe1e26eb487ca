using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtInvites.Authentication;

/// <summary>Keys of the fastest back end that the machine has and the host allows. It says in the log which that is.</summary>
internal sealed class SignatureKeyFactory : ISignatureKeyFactory
{
    private readonly ISignatureKeyFactory _keys = new EcdsaSignatureKeyFactory();

    public SignatureKeyFactory(
        IOptionsMonitor<ServiceAuthOptions> options, ILogger<SignatureKeyFactory> logger, Secp256k1Search? search = null)
    {
        if (!options.Get(ServiceAuthDefaults.Scheme).UseNativeSecp256k1)
        {
            logger.PlatformVerifies("ServiceAuth:UseNativeSecp256k1 is false");
            return;
        }

        search ??= Secp256k1Search.OfMachine;
        if (search.Library is { } library)
        {
            logger.LibraryVerifies(library.Name);
            _keys = new Secp256k1KeyFactory(library, _keys);
        }
        else if (search.Unsound is { } unsound) logger.LibraryUnsound(unsound);
        else logger.PlatformVerifies("libsecp256k1 is not installed");
    }

    /// <inheritdoc/>
    public ISignatureKey Create(CurvePoint point) => _keys.Create(point);
}
