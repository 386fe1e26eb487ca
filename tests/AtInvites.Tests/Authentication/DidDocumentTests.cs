using System.Text;
using AtInvites.Authentication;
using AtInvites.Syntax;

namespace AtInvites.Tests.Authentication;

/// <summary>Which key of a document counts, and in which forms it may be written.</summary>
public sealed class DidDocumentTests
{
    private const string Account = AuthWorld.Account;

    private static readonly EcdsaSignatureKeyFactory Keys = new();
    private static readonly AccountKey K256 = new(SigningCurve.K256);
    private static readonly AccountKey P256 = new(SigningCurve.P256);

    [Fact]
    public void A_key_written_in_any_known_form_verifies()
    {
        foreach (var key in new[] { K256, P256 })
        {
            AssertVerifies(key, "Multikey", key.Multikey);
            AssertVerifies(key, key.LegacyType, AccountKey.Multibase(key.Uncompressed));
            AssertVerifies(key, key.LegacyType, AccountKey.Multibase(key.Compressed));
        }
    }

    [Fact]
    public void A_compressed_point_is_read_as_the_platform_reads_it()
    {
        foreach (var curve in new[] { SigningCurve.K256, SigningCurve.P256 })
        {
            for (var i = 0; i < 100; i++)
            {
                var key = new AccountKey(curve);
                var point = CurvePoint.Read(curve, key.Compressed, allowUncompressed: false)!;
                Assert.Equal(key.Uncompressed, [4, .. point.X, .. point.Y]);
            }
        }
    }

    [Fact]
    public void A_key_in_any_other_form_is_no_key()
    {
        var offCurve = K256.Uncompressed;
        offCurve[^1] ^= 1;
        foreach (var (type, multibase) in new[]
        {
            ("Multikey", "m" + K256.Multikey[1..]),
            ("Multikey", K256.Multikey[1..]),
            ("Multikey", K256.Multikey[..^1]),
            ("Multikey", K256.Multikey + "1"),
            ("Multikey", "z"),
            ("Multikey", "z0OIl"),
            ("Multikey", "z" + new string('2', 60_000)),
            ("Multikey", AccountKey.Multibase(K256.Compressed)),
            ("Multikey", AccountKey.Multibase([0xE7, 1, .. K256.Uncompressed])),
            ("Multikey", AccountKey.Multibase([0xED, 1, .. new byte[32]])),
            ("Multikey", AccountKey.Multibase([0xE7, 1, 5, .. K256.Compressed[1..]])),
            ("Multikey", AccountKey.Multibase([0xE7, 1, 2, .. Enumerable.Repeat((byte)0xFF, 32)])),
            ("Multikey", AccountKey.Multibase([0xE7, 1, 2, .. new byte[31], 5])),
            (K256.LegacyType, AccountKey.Multibase(offCurve)),
            (K256.LegacyType, AccountKey.Multibase([6, .. K256.Uncompressed[1..]])),
            (K256.LegacyType, K256.Multikey),
            (P256.LegacyType, AccountKey.Multibase(K256.Uncompressed)),
            ("JsonWebKey2020", K256.Multikey),
        })
            Assert.Null(Read(DirectoryServer.Method(Account + "#atproto", type, Account, multibase)).FindKey("atproto", Keys));
    }

    [Fact]
    public void Leading_zeros_survive_base58()
    {
        Assert.Equal([0, 0, 1], Base58.Decode("112"));
        Assert.Equal([0, 0], Base58.Decode("11"));
        Assert.Empty(Base58.Decode("")!);
        Assert.Equal("Hello World!"u8.ToArray(), Base58.Decode("2NEpo7TZRRrLZSi2U"));
    }

    [Fact]
    public void Only_a_key_of_the_DID_itself_under_its_own_name_counts()
    {
        const string other = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb";
        var key = K256.Multikey;
        Assert.NotNull(Find(DirectoryServer.Method("#atproto", "Multikey", Account, key)));
        Assert.NotNull(Find(DirectoryServer.Method(Account + "#atproto", "Multikey", Account, key)));
        Assert.Null(Find(DirectoryServer.Method(Account + "#atproto", "Multikey", other, key)));
        Assert.Null(Find(DirectoryServer.Method(other + "#atproto", "Multikey", Account, key)));
        Assert.Null(Find(DirectoryServer.Method("atproto", "Multikey", Account, key)));
        Assert.Null(Find(DirectoryServer.Method("##atproto", "Multikey", Account, key)));
        Assert.Null(Find(DirectoryServer.Method("#atproto2", "Multikey", Account, key)));
        Assert.Null(Find("7", "{}", "null", """{"id":"#atproto","type":"Multikey"}"""));
    }

    [Fact]
    public void The_first_key_of_a_name_decides()
    {
        var first = DirectoryServer.Method("#atproto", "Multikey", Account, P256.Multikey);
        var second = DirectoryServer.Method(Account + "#atproto", "Multikey", Account, K256.Multikey);
        Assert.Equal(SigningCurve.P256, Find(first, second)?.Curve);
        Assert.Null(Find(DirectoryServer.Method("#atproto", "Unknown", Account, P256.Multikey), second));
    }

    [Fact]
    public void A_document_is_kept_no_larger_than_its_keys_need()
    {
        var good = DirectoryServer.Method("#atproto", "Multikey", Account, K256.Multikey);
        var others = Enumerable.Range(0, 40).Select(n => DirectoryServer.Method($"#k{n}", "Multikey", Account, K256.Multikey));
        var stranger = DirectoryServer.Method("#x", "Multikey", "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb", K256.Multikey);
        Assert.Equal(32, Read([good, .. others]).Methods.Count);
        Assert.NotNull(Find([.. others.Take(31), good]));
        Assert.Null(Find([.. others.Take(32), good]));
        var longName = "#" + new string('x', Account.Length + 256);
        Assert.Empty(Read(
            stranger,
            DirectoryServer.Method(longName, "Multikey", Account, K256.Multikey),
            DirectoryServer.Method("#x", new string('x', 257), Account, K256.Multikey),
            DirectoryServer.Method("#x", "Multikey", Account, new string('z', 257))).Methods);
    }

    [Fact]
    public void A_key_is_made_once_for_each_document()
    {
        var document = Read(DirectoryServer.Method("#atproto", "Multikey", Account, K256.Multikey));
        Assert.Same(document.FindKey("atproto", Keys), document.FindKey("atproto", Keys));
    }

    [Fact]
    public void A_key_verifies_for_many_threads_at_once()
    {
        var key = Find(DirectoryServer.Method("#atproto", "Multikey", Account, K256.Multikey))!;
        var signature = K256.Sign("text");
        var hash = System.Security.Cryptography.SHA256.HashData("text"u8);
        var other = System.Security.Cryptography.SHA256.HashData("other"u8);
        Parallel.For(0, 2_000, n => Assert.Equal(n % 2 == 0, key.Verify(n % 2 == 0 ? hash : other, signature)));
    }

    private static ISignatureKey? Find(params string[] methods) => Read(methods).FindKey("atproto", Keys);

    private static DidDocument Read(params string[] methods)
    {
        var document = DidDocument.Read(Did.Parse(Account), Encoding.UTF8.GetBytes(DirectoryServer.Document(Account, methods)));
        Assert.NotNull(document);
        return document;
    }

    private static void AssertVerifies(AccountKey key, string type, string multibase)
    {
        var found = Find(DirectoryServer.Method(Account + "#atproto", type, Account, multibase));
        Assert.NotNull(found);
        Assert.Equal(key.Curve, found.Curve);
        var hash = System.Security.Cryptography.SHA256.HashData("text"u8);
        Assert.True(found.Verify(hash, key.Sign("text")));
        Assert.False(found.Verify(hash, key.Sign("other")));
    }
}
