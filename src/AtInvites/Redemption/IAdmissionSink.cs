using AtInvites.Stores;

namespace AtInvites.Redemption;

/// <summary>Where a host with spaces of its own hears who came in.</summary>
public interface IAdmissionSink
{
    /// <summary>Called at least once for every admission, soon after it was answered or, after a crash, when the host is up
    /// again. <see cref="Admission.Token"/> and <see cref="Admission.Account"/> together tell a repeat. An exception leaves the
    /// admission waiting; it is tried again.</summary>
    ValueTask AdmittedAsync(Admission admission, CancellationToken cancellationToken);
}
