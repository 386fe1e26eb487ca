using System.Security.Cryptography;
using System.Text;
using AtInvites.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Tests.Tokens;

public sealed class CodeSealTests
{
    private static readonly InviteSecret Code = new("example-com-abcde-fghij");
    private static readonly TokenHash Row = new(SHA256.HashData("row"u8));
    private static readonly TokenHash OtherRow = new(SHA256.HashData("other row"u8));

    private readonly EphemeralDataProtectionProvider _protection = new();

    private CodeSeal Seal => new(_protection);

    [Theory, InlineData("x"), InlineData("example-com-abcde-fghij"), InlineData("ключ-🎟")]
    public void What_was_sealed_opens_for_its_row_also_for_another_seal_of_the_same_keys(string text)
    {
        var copy = Seal.Seal(Row, new(text));

        Assert.True(Seal.TryOpen(Row, copy, out var opened));
        Assert.Equal(text, opened.Reveal());
    }

    [Fact]
    public void A_sealed_copy_does_not_show_its_code_and_is_never_the_same_twice()
    {
        var copy = Seal.Seal(Row, Code);

        Assert.DoesNotContain("abcde", Encoding.Latin1.GetString(copy));
        Assert.NotEqual(copy, Seal.Seal(Row, Code));
    }

    [Fact]
    public void Copies_that_two_rows_swapped_do_not_open()
    {
        var (first, second) = (Seal.Seal(Row, Code), Seal.Seal(OtherRow, new("example-com-zzzzz-zzzzz")));

        AssertShut(Row, second);
        AssertShut(OtherRow, first);
    }

    [Fact]
    public void When_the_key_ring_is_lost_nothing_opens()
    {
        var copy = new CodeSeal(new EphemeralDataProtectionProvider()).Seal(Row, Code);
        AssertShut(Row, copy);
    }

    [Fact]
    public void A_copy_that_was_changed_anywhere_or_cut_short_does_not_open()
    {
        var copy = Seal.Seal(Row, Code);
        for (var i = 0; i < copy.Length; i++)
        {
            var changed = (byte[])copy.Clone();
            changed[i] ^= 1;
            AssertShut(Row, changed);
            AssertShut(Row, copy[..i]);
        }

        AssertShut(Row, [.. copy, 0]);
    }

    [Fact]
    public void What_the_same_keys_sealed_for_another_purpose_does_not_open()
    {
        byte[] plain = [.. Row.ToArray(), .. Encoding.UTF8.GetBytes(Code.Reveal())];

        AssertShut(Row, _protection.CreateProtector("AtInvites.AccountCode").Protect(plain));
        AssertShut(Row, _protection.CreateProtector("Host").Protect(plain));
        AssertShut(Row, _protection.CreateProtector("AtInvites.AccountCode", "v1").Protect(Row.ToArray()));
        Assert.True(Seal.TryOpen(Row, _protection.CreateProtector("AtInvites.AccountCode", "v1").Protect(plain), out _));
    }

    [Fact]
    public void A_mask_is_no_code_and_another_for_each_row()
    {
        Assert.StartsWith("*****-*****-", CodeSeal.Mask(Row), StringComparison.Ordinal);
        Assert.NotEqual(CodeSeal.Mask(Row), CodeSeal.Mask(OtherRow));
        Assert.Equal(CodeSeal.Mask(Row), CodeSeal.Mask(new(Row.ToArray())));
    }

    private void AssertShut(TokenHash row, byte[] copy)
    {
        Assert.False(Seal.TryOpen(row, copy, out var code));
        Assert.Equal("", code.Reveal());
    }
}
