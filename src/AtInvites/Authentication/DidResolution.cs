namespace AtInvites.Authentication;

/// <summary>What became of a resolution: a document, or the reason there is none, which is for logs and not for
/// callers.</summary>
internal sealed record DidResolution(DidDocument? Document, DidResolutionFault Fault)
{
    public static DidResolution Found(DidDocument document) => new(document, DidResolutionFault.None);

    public static DidResolution Failed(DidResolutionFault fault) => new(null, fault);
}
