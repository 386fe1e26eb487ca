using System.Text;
using AtInvites.Authentication;
using AtInvites.Syntax;

namespace AtInvites.Tests.Authentication;

/// <summary>Damaged tokens: whatever is done to a good one, it is refused by name and nothing throws.</summary>
public sealed class TokenFuzzTests
{
    private const int Cases = 20_000;

    [Fact]
    public async Task A_mutated_token_never_passes_and_never_throws()
    {
        await using var world = await AuthWorld.StartAsync();
        var random = new Random(20260501);
        var errors = new Dictionary<string, int>();
        var good = world.Draft().Sign();
        for (var i = 0; i < Cases; i++)
        {
            var token = MutateText(random, good);
            if (token == good) continue;
            var verdict = await world.VerifyAsync(token);
            Assert.False(verdict.Accepted, token);
            errors[verdict.Fault.Error] = errors.GetValueOrDefault(verdict.Fault.Error) + 1;
        }
        Assert.Contains(ServiceAuthErrors.BadJwt, errors);
        Assert.Contains(ServiceAuthErrors.BadJwtSignature, errors);
        await world.AssertAcceptedAsync(good);
    }

    [Fact]
    public async Task Mutated_claims_under_a_signature_that_is_not_theirs_never_pass_and_never_throw()
    {
        await using var world = await AuthWorld.StartAsync();
        var random = new Random(20260502);
        var draft = world.Draft();
        var (header, payload, signature) = (draft.HeaderJson, draft.PayloadJson, draft.Sign().Split('.')[2]);
        for (var i = 0; i < Cases; i++)
        {
            var inHeader = random.Next(2) == 0;
            var head = inHeader ? MutateText(random, header) : header;
            var body = inHeader ? payload : MutateText(random, payload);
            if (head == header && body == payload) continue;
            var token = $"{TokenDraft.Encode(head)}.{TokenDraft.Encode(body)}.{signature}";
            Assert.False((await world.VerifyAsync(token)).Accepted, head + body);
        }
    }

    [Fact]
    public void A_mutated_document_never_throws_and_never_belongs_to_another_DID()
    {
        var random = new Random(20260503);
        var did = Did.Parse(AuthWorld.Account);
        var key = new AccountKey(SigningCurve.P256);
        var good = DirectoryServer.Document(did.Value, DirectoryServer.Method(did.Value, "#atproto", key));
        var keys = new EcdsaSignatureKeyFactory();
        var read = 0;
        for (var i = 0; i < Cases; i++)
        {
            if (DidDocument.Read(did, Encoding.UTF8.GetBytes(MutateText(random, good))) is not { } document) continue;
            Assert.Equal(did, document.Id);
            document.FindKey("atproto", keys);
            read++;
        }
        Assert.InRange(read, 100, Cases - 100);
    }

    [Fact]
    public void A_mutated_web_DID_never_leads_to_an_address_that_it_does_not_spell()
    {
        var random = new Random(20260504);
        var options = new IdentityOptions();
        var found = 0;
        for (var i = 0; i < Cases; i++)
        {
            if (!Did.TryParse(MutateText(random, "did:web:a1.example-b.com"), out var did)) continue;
            if (DidDocumentAddress.Of(did, options) is not { } address) continue;
            Assert.Equal($"https://{did.Value["did:web:".Length..]}/.well-known/did.json", address.AbsoluteUri);
            Assert.True(address.IsDefaultPort && address.UserInfo.Length == 0 && address.Query.Length == 0);
            found++;
        }
        Assert.InRange(found, 100, Cases - 100);
    }

    private static string MutateText(Random random, string text)
    {
        const string alphabet = "ABCxyz019-_.=+/ {}[]\":,\\u0é\0\uD800";
        var changed = new StringBuilder(text);
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(changed.Length);
            switch (random.Next(5))
            {
                case 0: changed[at] = alphabet[random.Next(alphabet.Length)]; break;
                case 1: changed.Insert(at, alphabet[random.Next(alphabet.Length)]); break;
                case 2: changed.Remove(at, Math.Min(random.Next(1, 5), changed.Length - at)); break;
                case 3: changed.Insert(at, text.AsSpan(random.Next(text.Length))[..1]); break;
                default: (changed[at], changed[0]) = (changed[0], changed[at]); break;
            }
            if (changed.Length == 0) changed.Append('.');
        }
        return changed.ToString();
    }
}
