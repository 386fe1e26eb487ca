using AtInvites.Redemption;
using AtInvites.Stores;

namespace AtInvites.Tests.Hosting;

/// <summary>A sink of a host's that takes some accounts and writes them down.</summary>
internal sealed class PickyGuestBook(Func<string, bool> takes, List<string> taken) : IAdmissionSink
{
    public Func<string, bool> Takes { get; set; } = takes;

    public ValueTask AdmittedAsync(Admission admission, CancellationToken cancellationToken)
    {
        if (!Takes(admission.Account.Value)) throw new InvalidOperationException("not in this book");
        taken.Add(admission.Account.Value);
        return ValueTask.CompletedTask;
    }
}
