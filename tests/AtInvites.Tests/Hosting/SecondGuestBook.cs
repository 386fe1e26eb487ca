namespace AtInvites.Tests.Hosting;

/// <summary>Another sink of the same host.</summary>
internal sealed class SecondGuestBook(SecondGuestBook.SecondPages pages) : GuestBook(pages)
{
    internal sealed class SecondPages : Pages;
}
