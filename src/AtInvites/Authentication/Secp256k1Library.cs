using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AtInvites.Authentication;

/// <summary>The calls of libsecp256k1 (secp256k1.h) that verifying takes. They write to nothing but what they are handed, so that
/// any number of threads verify with the one context, which lives as long as the process.</summary>
internal sealed unsafe class Secp256k1Library
{
    /// <summary>Bytes of a parsed key or signature, in a form that is the loaded library's own.</summary>
    public const int ParsedBytes = 64;

    // SECP256K1_CONTEXT_VERIFY: older versions verify with no other, newer ones take it for their plain one.
    private const uint Verifying = 0x101;

    private readonly nint _context;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, int> _parseKey;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, int> _parseSignature;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, int> _normalize;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, int> _verify;

    private Secp256k1Library(string name, nint[] calls)
    {
        Name = name;
        _parseKey = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, int>)calls[2];
        _parseSignature = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)calls[3];
        _normalize = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)calls[4];
        _verify = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, int>)calls[5];
        _context = ((delegate* unmanaged[Cdecl]<uint, nint>)calls[0])(Verifying);
        // Unless told otherwise the library ends the process over an argument that it takes for illegal.
        var setCallback = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<byte*, void*, void>, void*, void>)calls[1];
        setCallback(_context, &Ignore, null);
    }

    /// <summary>The calls by name, in the order in which the constructor takes them.</summary>
    public static IReadOnlyList<string> Calls { get; } =
    [
        "secp256k1_context_create",
        "secp256k1_context_set_illegal_callback",
        "secp256k1_ec_pubkey_parse",
        "secp256k1_ecdsa_signature_parse_compact",
        "secp256k1_ecdsa_signature_normalize",
        "secp256k1_ecdsa_verify",
    ];

    /// <summary>The file that was loaded.</summary>
    public string Name { get; }

    /// <summary>Loads <paramref name="name"/> as the system finds it; null where it is missing or is not that library.</summary>
    public static Secp256k1Library? Load(string name) =>
        NativeLibrary.TryLoad(name, out var handle)
            ? Bind(name, call => NativeLibrary.TryGetExport(handle, call, out var address) ? address : 0)
            : null;

    /// <summary>The library whose calls are where <paramref name="find"/> says, or null where one is nowhere (0).</summary>
    public static Secp256k1Library? Bind(string name, Func<string, nint> find)
    {
        var calls = Calls.Select(find).ToArray();
        return calls.Contains(0) ? null : new(name, calls);
    }

    /// <summary>Writes the library's form of <paramref name="point"/>, a SEC 1 point, to <paramref name="key"/>; false where it
    /// is none of secp256k1.</summary>
    public bool TryParseKey(ReadOnlySpan<byte> point, Span<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, ParsedBytes);
        fixed (byte* from = point, to = key) return _parseKey(_context, to, from, (nuint)point.Length) == 1;
    }

    /// <summary>Whether <paramref name="signature"/> (r‖s, 64 bytes, either s) is over <paramref name="hash"/> (32 bytes) by
    /// <paramref name="key"/>, which <see cref="TryParseKey"/> wrote.</summary>
    public bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, ParsedBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, SigningCurve.FieldBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, 2 * SigningCurve.FieldBytes);
        var parsed = stackalloc byte[ParsedBytes];
        fixed (byte* by = key, over = hash, compact = signature)
        {
            if (_parseSignature(_context, parsed, compact) != 1) return false;
            // The library refuses the higher s, which the platform takes.
            _normalize(_context, parsed, parsed);
            return _verify(_context, parsed, over, by) == 1;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(byte* message, void* data)
    {
    }
}
