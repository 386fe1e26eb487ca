using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AtInvites.Tokens;

namespace AtInvites.Tests.Tokens;

public sealed class MidstateHashTests
{
    private static readonly int[] AroundTheBorders =
        [0, 1, 31, 32, 33, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 545, 1000];

    public static TheoryData<string> BackEnds => ["native", "written", "none"];

    [Fact]
    public void Where_OpenSSL_has_the_function_it_is_used()
    {
        var has = NativeLibrary.TryLoad("libcrypto.so.3", out var library)
            && NativeLibrary.TryGetExport(library, "SHA256_Transform", out _);
        if (has) Assert.NotNull(MidstateHash.Of(NativeSha256.Transform, [.. new byte[32]]));
        else Assert.True(NativeSha256.Transform is null || NativeLibrary.TryLoad("libcrypto.so.1.1", out _));
    }

    [Theory, MemberData(nameof(BackEnds))]
    public void The_hash_is_HMAC_SHA_256_for_any_key_and_any_message(string backEnd)
    {
        var random = new Random(1);
        for (var n = 0; n < 3000; n++)
        {
            var key = Bytes(random, n % 3 == 0 ? random.Next(1, 200) : 32);
            var message = Bytes(random, n % 2 == 0 ? random.Next(0, 700) : AroundTheBorders[n % AroundTheBorders.Length]);
            Assert.Equal(HMACSHA256.HashData(key, message), Keyed(backEnd, key).Hash(message).ToArray());
        }
    }

    [Theory, MemberData(nameof(BackEnds))]
    public void Every_length_of_key_and_message_around_a_block_is_hashed_rightly(string backEnd)
    {
        var random = new Random(2);
        foreach (var keyLength in (int[])[0, 1, 31, 32, 33, 63, 64, 65, 66, 127, 128, 129, 500])
        {
            var key = Bytes(random, keyLength);
            var hash = Keyed(backEnd, key);
            for (var length = 0; length <= 260; length++)
            {
                var message = Bytes(random, length);
                Assert.Equal(HMACSHA256.HashData(key, message), hash.Hash(message).ToArray());
            }
        }
    }

    [Theory, MemberData(nameof(BackEnds))]
    public void Without_a_key_it_is_SHA_256(string backEnd)
    {
        var random = new Random(3);
        var hash = HashKey.WithoutKey(TransformOf(backEnd));
        for (var n = 0; n < 3000; n++)
        {
            var message = Bytes(random, n < 300 ? n : random.Next(0, 1000));
            Assert.Equal(SHA256.HashData(message), hash.Hash(message).ToArray());
        }

        Assert.Equal("sha256", hash.Id);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hash.Hash("abc"u8).ToHex());
    }

    [Theory, MemberData(nameof(BackEnds))]
    public void The_known_answers_of_RFC_4231_come(string backEnd)
    {
        Assert.Equal(
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            Keyed(backEnd, [.. Enumerable.Repeat((byte)0x0b, 20)]).Hash("Hi There"u8).ToHex());
        Assert.Equal(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            Keyed(backEnd, [.. "Jefe"u8]).Hash("what do ya want for nothing?"u8).ToHex());
        Assert.Equal(
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            Keyed(backEnd, [.. Enumerable.Repeat((byte)0xaa, 131)])
                .Hash("Test Using Larger Than Block-Size Key - Hash Key First"u8).ToHex());
    }

    [Theory, MemberData(nameof(BackEnds))]
    public async Task Many_threads_get_their_own_hashes(string backEnd)
    {
        var key = Bytes(new Random(4), 32);
        var hash = Keyed(backEnd, key);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(
            () =>
            {
                var random = new Random(seed);
                for (var n = 0; n < 2000; n++)
                {
                    var message = Bytes(random, random.Next(0, 150));
                    Assert.Equal(HMACSHA256.HashData(key, message), hash.Hash(message).ToArray());
                }
            },
            TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_function_that_hashes_wrongly_is_not_used_and_the_hash_is_right()
    {
        var calls = 0;
        Sha256Transform[] broken =
        [
            (_, _) => { },
            (state, block) => Then(state, block, state => state[7] ^= 1),
            (state, block) => Then(state, block, state => state[..8].Reverse()),
            // Right for a while, then wrong once: only a message over a block borders shows it.
            (state, block) => Then(state, block, state => state[0] += ++calls == 40 ? 1u : 0),
            (state, block) => BlockFunction.Written(state, [.. block[..63], 0]),
        ];
        byte[] key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        foreach (var transform in broken)
        {
            Assert.Null(MidstateHash.Of(transform, key));
            calls = 0;
            Assert.Equal(HMACSHA256.HashData(key, "x"u8), HashKey.From(key, transform).Hash("x"u8).ToArray());
            Assert.Equal(SHA256.HashData("x"u8), HashKey.WithoutKey(transform).Hash("x"u8).ToArray());
        }

        Assert.NotNull(MidstateHash.Of(BlockFunction.Written, key));
        Assert.Null(MidstateHash.Of(null, key));
    }

    private static void Then(Span<uint> state, ReadOnlySpan<byte> block, Action<Span<uint>> harm)
    {
        BlockFunction.Written(state, block);
        harm(state);
    }

    private static HashKey Keyed(string backEnd, byte[] key) => HashKey.From(key, TransformOf(backEnd));

    private static Sha256Transform? TransformOf(string backEnd) => backEnd switch
    {
        "native" => NativeSha256.Transform,
        "written" => BlockFunction.Written,
        _ => null,
    };

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
