using AtInvites.Syntax;

namespace AtInvites.Xrpc;

/// <summary>One lexicon method: translates in, calls the engine, translates out. A singleton.</summary>
internal abstract class XrpcMethod
{
    /// <summary>Which method.</summary>
    public abstract Nsid Id { get; }

    /// <summary>Who may call it.</summary>
    public virtual XrpcAccess Access => XrpcAccess.Account;

    /// <summary>Answers a call. A refusal is a value; an exception is a fault.</summary>
    public abstract ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken);
}
