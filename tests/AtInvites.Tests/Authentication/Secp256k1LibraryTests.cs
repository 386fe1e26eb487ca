using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtInvites.Authentication;

namespace AtInvites.Tests.Authentication;

/// <summary>Which libraries are trusted: one that is there, has every call, and judges known signatures rightly.</summary>
public sealed class Secp256k1LibraryTests
{
    [Fact]
    public void The_library_of_this_machine_passes_its_self_test() =>
        Assert.True(Secp256k1SelfTest.Passes(NativeLibraries.RequireSecp256k1()));

    [Fact]
    public void A_library_that_is_missing_or_another_is_not_loaded()
    {
        Assert.Null(Secp256k1Library.Load("libatinvites-is-not-there.so.1"));
        Assert.Null(Secp256k1Library.Load("libc.so.6"));
        string[] names = ["libatinvites-is-not-there.so.1", "libc.so.6"];
        Assert.Equal(new(null, null), Secp256k1Search.Run(names, Secp256k1Library.Load));
    }

    [Fact]
    public void A_library_without_one_of_the_calls_is_not_bound()
    {
        var exports = Exports();
        Assert.NotNull(Secp256k1Library.Bind("whole", call => exports[call]));
        foreach (var missing in Secp256k1Library.Calls)
            Assert.Null(Secp256k1Library.Bind("part", call => call == missing ? 0 : exports[call]));
    }

    [Fact]
    public void A_library_that_judges_wrongly_is_found_out()
    {
        foreach (var (call, address) in Lies)
            Assert.False(Secp256k1SelfTest.Passes(Changed(call, address)), $"{call} at {address}");
    }

    [Fact]
    public void The_next_name_is_tried_after_one_that_is_missing_or_unsound()
    {
        var sound = NativeLibraries.RequireSecp256k1();
        var unsound = Changed(Lies[0].Call, Lies[0].Address);
        Secp256k1Library? Load(string name) => name switch { "unsound" => unsound, "sound" => sound, _ => null };
        Assert.Equal(new(sound, null), Secp256k1Search.Run(["missing", "sound", "unsound"], Load));
        Assert.Equal(new(sound, "unsound"), Secp256k1Search.Run(["unsound", "missing", "sound"], Load));
        Assert.Equal(new(null, "unsound"), Secp256k1Search.Run(["unsound", "missing"], Load));
    }

    [Fact]
    public void An_argument_that_the_library_takes_for_illegal_is_refused_and_ends_nothing()
    {
        var library = NativeLibraries.RequireSecp256k1();
        var good = SignatureCases.All.First();
        Assert.False(library.Verify(new byte[Secp256k1Library.ParsedBytes], good.Hash, good.Signature));
    }

    [Fact]
    public void The_library_is_handed_nothing_of_another_size()
    {
        var library = NativeLibraries.RequireSecp256k1();
        var (key, hash, signature) = (new byte[64], new byte[32], new byte[64]);
        foreach (var wrong in new[] { 0, 31, 33, 63, 65 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => library.Verify(new byte[wrong], hash, signature));
            Assert.Throws<ArgumentOutOfRangeException>(() => library.Verify(key, new byte[wrong], signature));
            Assert.Throws<ArgumentOutOfRangeException>(() => library.Verify(key, hash, new byte[wrong]));
            Assert.Throws<ArgumentOutOfRangeException>(() => library.TryParseKey([4, .. signature], new byte[wrong]));
        }
    }

    private static unsafe (string Call, nint Address)[] Lies =>
    [
        ("secp256k1_ecdsa_verify", (nint)(delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, int>)&AlwaysTrue),
        ("secp256k1_ecdsa_verify", (nint)(delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, int>)&AlwaysFalse),
        ("secp256k1_ecdsa_signature_normalize", (nint)(delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)&LeaveAsItIs),
        ("secp256k1_ecdsa_signature_parse_compact", (nint)(delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)&LeaveAsItIs),
        ("secp256k1_ec_pubkey_parse", (nint)(delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, int>)&AnyKey),
    ];

    private static Secp256k1Library Changed(string changed, nint address)
    {
        var exports = Exports();
        return Secp256k1Library.Bind("changed", call => call == changed ? address : exports[call])!;
    }

    private static Dictionary<string, nint> Exports()
    {
        var handle = NativeLibrary.Load(NativeLibraries.RequireSecp256k1().Name);
        return Secp256k1Library.Calls.ToDictionary(call => call, call => NativeLibrary.GetExport(handle, call));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int AlwaysTrue(nint context, byte* signature, byte* hash, byte* key) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int AlwaysFalse(nint context, byte* signature, byte* hash, byte* key) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int LeaveAsItIs(nint context, byte* to, byte* from) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int AnyKey(nint context, byte* key, byte* point, nuint length) => 1;
}
