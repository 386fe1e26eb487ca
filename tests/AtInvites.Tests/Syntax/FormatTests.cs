using AtInvites.Syntax;

namespace AtInvites.Tests.Syntax;

/// <summary>What every format promises alike.</summary>
public sealed class FormatTests
{
    [Theory, ClassData(typeof(FormatCases))]
    public void A_valid_text_is_kept_as_written(FormatCase format)
    {
        Assert.True(format.IsValid(format.Valid));
        Assert.Equal((true, format.Valid, ""), format.TryParse(format.Valid));
        Assert.Equal(format.Valid, format.Parse(format.Valid).ToString());
    }

    [Theory, ClassData(typeof(FormatCases))]
    public void A_broken_text_null_and_the_empty_text_are_refused(FormatCase format)
    {
        Assert.False(format.IsValid(format.Broken));
        Assert.False(format.IsValid(""));
        Assert.Equal((false, "", ""), format.TryParse(format.Broken));
        Assert.Equal((false, "", ""), format.TryParse(""));
        Assert.Equal((false, "", ""), format.TryParse(null));
    }

    [Theory, ClassData(typeof(FormatCases))]
    public void Parse_says_which_format_and_what_is_wrong_and_leaves_the_text_out(FormatCase format)
    {
        foreach (var broken in new[] { format.Broken, "", new string('x', 10_000) })
        {
            var message = Assert.Throws<FormatException>(() => format.Parse(broken)).Message;
            Assert.StartsWith($"Not a valid {format.Name}: ", message, StringComparison.Ordinal);
            Assert.InRange(message.Length, format.Name.Length + 20, 200);
        }

        Assert.Throws<ArgumentNullException>(() => format.Parse(null!));
    }

    [Theory, ClassData(typeof(FormatCases))]
    public void Equality_is_by_the_text(FormatCase format)
    {
        Assert.Equal(format.Parse(format.Valid), format.Parse(new string(format.Valid.AsSpan())));
        Assert.NotEqual(Handle.Parse("Alice.example.com"), Handle.Parse("alice.example.com"));
    }

    [Theory, ClassData(typeof(FormatCases))]
    public void Surrounding_white_space_and_control_characters_are_refused(FormatCase format)
    {
        foreach (var extra in new[] { "\n", " ", "\0", "\u00a0", "\ufeff" })
        {
            Assert.False(format.IsValid(format.Valid + extra));
            Assert.False(format.IsValid(extra + format.Valid));
        }
    }

    [Theory, ClassData(typeof(FormatCases))]
    public void Checking_allocates_nothing(FormatCase format)
    {
        CheckManyTimes(format);
        var before = GC.GetAllocatedBytesForCurrentThread();
        CheckManyTimes(format);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void CheckManyTimes(FormatCase format)
    {
        for (var i = 0; i < 200; i++)
        {
            format.IsValid(format.Valid);
            format.IsValid(format.Broken);
        }
    }
}
