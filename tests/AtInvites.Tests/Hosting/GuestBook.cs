using System.Threading.Channels;
using AtInvites.Redemption;
using AtInvites.Stores;

namespace AtInvites.Tests.Hosting;

/// <summary>A sink of a host's that writes down whom it was told of, and refuses as often as it is asked to.</summary>
internal class GuestBook(GuestBook.Pages pages) : IAdmissionSink
{
    public ValueTask AdmittedAsync(Admission admission, CancellationToken cancellationToken)
    {
        pages.Tries.Writer.TryWrite(admission);
        if (Interlocked.Decrement(ref pages.Refusals) >= 0) throw new InvalidOperationException("the book is shut");
        pages.Entries.Writer.TryWrite(admission);
        return ValueTask.CompletedTask;
    }

    /// <summary>What the book says, kept by the test.</summary>
    internal class Pages
    {
        public int Refusals;

        public Channel<Admission> Tries { get; } = Channel.CreateUnbounded<Admission>();

        public Channel<Admission> Entries { get; } = Channel.CreateUnbounded<Admission>();

        public int Count => Entries.Reader.Count;

        public async Task<Admission> NextAsync() => await Entries.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }
}
