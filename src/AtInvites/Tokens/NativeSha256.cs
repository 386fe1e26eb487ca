using System.Runtime.InteropServices;

namespace AtInvites.Tokens;

/// <summary>The compression function of the OpenSSL that is installed, <c>SHA256_Transform</c>. Through EVP, as .NET calls it, a
/// hash of 32 bytes costs over ten times the hashing itself (benchmark <c>HashBenchmark</c>).</summary>
internal sealed unsafe class NativeSha256
{
    /// <summary>Words in a <c>SHA256_CTX</c>: the function is given a whole one and touches the first 8, <c>h</c>.</summary>
    public const int StateWords = 28;

    /// <summary>Bytes in a block.</summary>
    public const int BlockBytes = 64;

    private static readonly string[] Libraries = ["libcrypto.so.3", "libcrypto.so.1.1"];
    private static readonly string[] FipsSwitches = ["EVP_default_properties_is_fips_enabled", "FIPS_mode"];

    // A block takes less than a tenth of a microsecond and waits for nothing, so that the collector may wait for it.
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<uint*, byte*, void> _transform;

    private NativeSha256(nint transform) =>
        _transform = (delegate* unmanaged[Cdecl, SuppressGCTransition]<uint*, byte*, void>)transform;

    /// <summary>Null where no library has it, or one is bound to FIPS, whose module it would pass by.</summary>
    public static Sha256Transform? Transform { get; } = OperatingSystem.IsLinux() ? Find(Open) : null;

    /// <summary>What <see cref="Transform"/> is where <paramref name="open"/> opens libraries: by name it answers where an export
    /// is, 0 for nowhere, and null without the library.</summary>
    public static Sha256Transform? Find(Func<string, Func<string, nint>?> open)
    {
        foreach (var name in Libraries)
        {
            if (open(name) is not { } export) continue;
            // An older version next to it knows nothing of the binding.
            if (IsBoundToFips(export)) return null;
            if (export("SHA256_Transform") is var transform and not 0) return new NativeSha256(transform).Apply;
        }

        return null;
    }

    private static Func<string, nint>? Open(string name) => NativeLibrary.TryLoad(name, out var library)
        ? export => NativeLibrary.TryGetExport(library, export, out var address) ? address : 0
        : null;

    private static bool IsBoundToFips(Func<string, nint> export)
    {
        foreach (var name in FipsSwitches)
        {
            if (export(name) is var isOn and not 0 && ((delegate* unmanaged[Cdecl]<void*, int>)isOn)(null) != 0) return true;
        }

        return false;
    }

    private void Apply(Span<uint> state, ReadOnlySpan<byte> block)
    {
        if (state.Length < StateWords || block.Length < BlockBytes) throw new ArgumentException("A state or block is too short.");
        fixed (uint* words = state)
        fixed (byte* bytes = block) _transform(words, bytes);
    }
}
