using AtInvites.Authentication;

namespace AtInvites.Tests.Authentication;

/// <summary>libsecp256k1 as this machine has it.</summary>
internal static class NativeLibraries
{
    /// <summary>The library. Where it is missing the calling test is skipped, aloud; ATINVITES_REQUIRE_ALL=1 makes that a
    /// failure.</summary>
    public static Secp256k1Library RequireSecp256k1()
    {
        Assert.Null(Secp256k1Search.OfMachine.Unsound);
        if (Secp256k1Search.OfMachine.Library is { } library) return library;
        const string reason = "libsecp256k1 is missing: run ./test.sh, or apt-get install libsecp256k1-1";
        if (Environment.GetEnvironmentVariable("ATINVITES_REQUIRE_ALL") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
        return null;
    }
}
