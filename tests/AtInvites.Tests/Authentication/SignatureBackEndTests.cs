using System.Collections.Concurrent;
using System.Security.Cryptography;
using AtInvites.Authentication;

namespace AtInvites.Tests.Authentication;

/// <summary>libsecp256k1 and the platform say the same of every signature.</summary>
public sealed class SignatureBackEndTests
{
    private const int RandomKeys = 30;
    private const int SignaturesOfEach = 100;

    private static readonly EcdsaSignatureKeyFactory Platform = new();

    [Fact]
    public void Both_say_what_the_equation_says_of_every_edge()
    {
        var library = NativeLibraries.RequireSecp256k1();
        var cases = SignatureCases.All.ToList();
        foreach (var one in cases)
        {
            Assert.Equal((one.Name, one.IsGood), (one.Name, Platform.Create(one.Key).Verify(one.Hash, one.Signature)));
            Assert.Equal((one.Name, one.IsGood), (one.Name, Native(library, one.Key).Verify(one.Hash, one.Signature)));
        }

        Assert.InRange(cases.Count(one => one.IsGood), 80, cases.Count - 400);
        // One of the six is x = n itself, which leaves an r of 0.
        Assert.Equal(5, cases.Count(one => one.Name.StartsWith("x = n + ", StringComparison.Ordinal) && one.IsGood));
    }

    [Fact]
    public void No_bit_of_a_good_signature_or_its_hash_may_change()
    {
        var library = NativeLibraries.RequireSecp256k1();
        var key = SignatureCases.All.First().Key;
        var (platform, native) = (Platform.Create(key), Native(library, key));
        foreach (var one in SignatureCases.BitFlips())
        {
            Assert.False(platform.Verify(one.Hash, one.Signature), one.Name);
            Assert.False(native.Verify(one.Hash, one.Signature), one.Name);
        }

        Assert.Equal(768, SignatureCases.BitFlips().Count());
    }

    [Fact]
    public void Thousands_of_random_signatures_are_judged_alike_whole_and_damaged()
    {
        var library = NativeLibraries.RequireSecp256k1();
        var verdicts = new ConcurrentBag<bool>();
        Parallel.For(0, RandomKeys, seed =>
        {
            using var signer = ECDsa.Create(ECCurve.CreateFromValue(SigningCurve.K256.Oid));
            var random = new Random(seed);
            var point = PointOf(signer);
            var (platform, native) = (Platform.Create(point), Native(library, point));
            for (var i = 0; i < SignaturesOfEach; i++)
            {
                var hash = RandomNumberGenerator.GetBytes(32);
                var signature = signer.SignHash(hash);
                if (random.Next(2) == 0) signature[random.Next(64)] ^= (byte)random.Next(256);
                var verdict = platform.Verify(hash, signature);
                Assert.Equal(verdict, native.Verify(hash, signature));
                verdicts.Add(verdict);
            }
        });
        Assert.Equal(RandomKeys * SignaturesOfEach, verdicts.Count);
        Assert.InRange(verdicts.Count(good => good), 1_200, 1_800);
    }

    [Fact]
    public void A_point_that_is_no_key_is_one_to_neither()
    {
        var library = NativeLibraries.RequireSecp256k1();
        var (x, y) = (CurveNumbers.Bytes(CurveNumbers.G.X), CurveNumbers.Bytes(CurveNumbers.G.Y));
        var (zero, prime) = (new byte[32], CurveNumbers.Bytes(CurveNumbers.P));
        var parsed = new byte[Secp256k1Library.ParsedBytes];
        foreach (var point in new byte[][]
        {
            [], [0], [4], [4, .. x], [2, .. y[..31]], [3, .. x, 0], [4, .. x, .. y, 0], [4, .. x, .. y[..31]],
            [4, .. y, .. x], [4, .. x, .. x], [4, .. zero, .. zero], [4, .. prime, .. y], [4, .. x, .. prime],
            [2, .. zero], [2, .. prime], [0, .. x], [1, .. x, .. y], [5, .. x, .. y],
        })
        {
            Assert.Null(CurvePoint.Read(SigningCurve.K256, point, allowUncompressed: true));
            Assert.False(library.TryParseKey(point, parsed), Convert.ToHexString(point));
        }

        foreach (var point in new byte[][] { [4, .. x, .. y], [(byte)(2 + (y[31] & 1)), .. x] })
        {
            var read = CurvePoint.Read(SigningCurve.K256, point, allowUncompressed: true)!;
            Assert.Equal(y, read.Y);
            Assert.True(library.TryParseKey(point, parsed));
            Assert.NotNull(Secp256k1Key.Create(library, read));
        }
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES256K")]
    public void A_key_of_the_platform_serves_many_threads_at_once(string algorithm) =>
        AssertServesManyThreads(SigningCurve.FromAlgorithm(algorithm)!, Platform.Create);

    [Fact]
    public void A_key_of_the_library_serves_many_threads_at_once()
    {
        var library = NativeLibraries.RequireSecp256k1();
        AssertServesManyThreads(SigningCurve.K256, point => Native(library, point));
    }

    private static void AssertServesManyThreads(SigningCurve curve, Func<CurvePoint, ISignatureKey> create)
    {
        using var signer = ECDsa.Create(ECCurve.CreateFromValue(curve.Oid));
        var key = create(PointOf(signer, curve));
        var (hash, other) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        var signature = signer.SignHash(hash);
        var right = 0;
        var threads = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                if (key.Verify(i % 2 == 0 ? hash : other, signature) == (i % 2 == 0)) Interlocked.Increment(ref right);
            }
        })).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(16 * 50, right);
    }

    private static Secp256k1Key Native(Secp256k1Library library, CurvePoint point)
    {
        var key = Secp256k1Key.Create(library, point);
        Assert.NotNull(key);
        return key;
    }

    private static CurvePoint PointOf(ECDsa signer, SigningCurve? curve = null)
    {
        var point = signer.ExportParameters(false).Q;
        return CurvePoint.Read(curve ?? SigningCurve.K256, [4, .. point.X!, .. point.Y!], allowUncompressed: true)!;
    }
}
