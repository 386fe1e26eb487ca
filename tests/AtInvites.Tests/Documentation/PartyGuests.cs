using AtInvites.Redemption;
using AtInvites.Stores;

namespace AtInvites.Tests.Documentation;

public sealed class PartyGuests : IAdmissionSink
{
    public ValueTask AdmittedAsync(Admission admission, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{admission.Account} joined {admission.Space}"); // at least once: make it idempotent
        return ValueTask.CompletedTask;
    }
}
