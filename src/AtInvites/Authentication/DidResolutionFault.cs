namespace AtInvites.Authentication;

/// <summary>Why a DID has no document here.</summary>
internal enum DidResolutionFault
{
    None,

    /// <summary>The method or the form of the DID is none that is resolved here.</summary>
    Unsupported,

    /// <summary>The address is not one on the public internet.</summary>
    ForbiddenAddress,

    /// <summary>Connecting or reading failed, or took longer than the limit.</summary>
    Unreachable,

    /// <summary>The answer was not a success; a redirect is none.</summary>
    BadStatus,

    /// <summary>The answer was larger than the limit.</summary>
    TooLarge,

    /// <summary>The answer was not the JSON document of this DID.</summary>
    BadDocument,
}
