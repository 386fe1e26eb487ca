namespace AtInvites.Interop.Tests.Records;

/// <summary>Lets a test do something between what the library reads of a repository and what it writes then.</summary>
internal sealed class Meanwhile(JourneyHost host) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post && host.TakeBeforeWrite() is { } act) await act();
        return await base.SendAsync(request, cancellationToken);
    }
}
