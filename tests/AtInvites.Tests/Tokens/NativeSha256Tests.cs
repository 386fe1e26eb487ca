using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtInvites.Tokens;

namespace AtInvites.Tests.Tokens;

/// <summary>Which library's function is taken. Those here are never called.</summary>
public sealed unsafe class NativeSha256Tests
{
    private const string New = "libcrypto.so.3";
    private const string Old = "libcrypto.so.1.1";
    private const string Function = "SHA256_Transform";

    [Theory]
    [InlineData(false, "", "")]
    [InlineData(false, "SHA256_Init", "")]
    [InlineData(true, Function, "")]
    [InlineData(true, "", Function)]
    [InlineData(true, "SHA256_Init", Function)]
    public void The_first_library_that_has_it_is_taken_and_without_one_none_is(bool isFound, string ofNew, string ofOld) =>
        Assert.Equal(isFound, Find((New, ofNew, 0), (Old, ofOld, 0)) is not null);

    [Theory]
    [InlineData("EVP_default_properties_is_fips_enabled")]
    [InlineData("FIPS_mode")]
    public void Where_one_is_bound_to_FIPS_none_is_taken(string fips)
    {
        Assert.Null(Find((New, fips, 1), (Old, "", 0)));
        Assert.Null(Find((New, fips, 1), (Old, Function, 0)));
        Assert.Null(Find((New, "", 0), (Old, fips, 1)));
        Assert.NotNull(Find((New, fips, 0), (Old, "", 0)));
    }

    [Fact]
    public void It_is_handed_no_state_and_no_block_that_is_too_short()
    {
        var transform = Find((New, Function, 0))!;
        var (state, block) = (new uint[NativeSha256.StateWords], new byte[NativeSha256.BlockBytes]);
        Assert.Throws<ArgumentException>(() => transform(state.AsSpan(1), block));
        Assert.Throws<ArgumentException>(() => transform(state, block.AsSpan(1)));
    }

    /// <summary>Finds among libraries with one export each, or none where it is not named; a switch of FIPS has the function
    /// next to it and says what is given.</summary>
    private static Sha256Transform? Find(params (string Name, string Export, int Fips)[] libraries) => NativeSha256.Find(name =>
    {
        var (_, has, fips) = libraries.FirstOrDefault(library => library.Name == name);
        if (string.IsNullOrEmpty(has)) return null;
        return export => export switch
        {
            Function when has != "SHA256_Init" => 1,
            _ when export != has => 0,
            _ when fips == 0 => (nint)(delegate* unmanaged[Cdecl]<void*, int>)&Off,
            _ => (nint)(delegate* unmanaged[Cdecl]<void*, int>)&On,
        };
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int On(void* context) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Off(void* context) => 0;
}
