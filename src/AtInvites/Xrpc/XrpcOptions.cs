namespace AtInvites.Xrpc;

/// <summary>Bounds of the calling convention.</summary>
public sealed class XrpcOptions
{
    /// <summary>Largest request body in bytes, 1 KiB to 1 MiB; a larger one is answered 413. Default 128 KiB.</summary>
    public int MaxBodyBytes { get; set; } = 128 * 1024;

    internal void FindFaults(List<string> faults)
    {
        if (MaxBodyBytes is < 1024 or > 1024 * 1024)
            faults.Add($"AtInvites: Xrpc:MaxBodyBytes is {MaxBodyBytes}; it needs 1,024 to 1,048,576.");
    }
}
