namespace AtInvites.Authentication;

/// <summary>Known signatures, good and bad, that a library has to judge rightly before it judges a caller's.</summary>
internal static class Secp256k1SelfTest
{
    // Secret, nonce and hash are the SHA-256 of "key", "nonce" and "message"; s is the lower one.
    private const string X = "DF42306E8672B7812987479140DF7E71F8AF65E58FB17909D9787A3351A89377";
    private const string Y = "159C8CAD9AD22A85306901958C642356C5574E4C0F248796E964A30AD9716555";
    private const string Hash = "AB530A13E45914982B79F9B7E3FBA994CFD1F3FB22F71CEA1AFBF02B460C6D1D";
    private const string R = "17F53289EAC961E5ADC858D3CA50DAB056DDCA7A1A906C0815A0369312D1AA49";
    private const string S = "7164E04513CCFD0008D34909BE2A546BC0F634285CAE0735FB9C4E4EAC655A97";
    private const string HighS = "8E9B1FBAEC3302FFF72CB6F641D5AB92F9B8A8BE529A9905C436103E23D0E6AA";
    private const string Order = "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141";
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";

    private static readonly string[] Good = [R + S, R + HighS];

    private static readonly string[] Bad =
        [S + R, R + R, R + Zero, Zero + S, R + Order, Order + S, Zero + Zero, R + S[..^1] + "6", R[..^1] + "8" + S];

    /// <summary>Whether <paramref name="library"/> takes every good signature and no bad one, and no point off the curve for a
    /// key.</summary>
    public static bool Passes(Secp256k1Library library)
    {
        var hash = Convert.FromHexString(Hash);
        if (Key(library, X + X) is not null || Key(library, X + Y) is not { } key) return false;
        return Good.All(signature => library.Verify(key, hash, Convert.FromHexString(signature)))
            && !Bad.Any(signature => library.Verify(key, hash, Convert.FromHexString(signature)))
            && !library.Verify(key, Convert.FromHexString(Order), Convert.FromHexString(R + S));
    }

    private static byte[]? Key(Secp256k1Library library, string coordinates)
    {
        var key = new byte[Secp256k1Library.ParsedBytes];
        return library.TryParseKey([4, .. Convert.FromHexString(coordinates)], key) ? key : null;
    }
}
