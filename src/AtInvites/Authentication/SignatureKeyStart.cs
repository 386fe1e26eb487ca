using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AtInvites.Authentication;

/// <summary>Chooses the back end of signatures at start, so that the log says which it is and the first caller does not wait for
/// it.</summary>
internal sealed class SignatureKeyStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<ISignatureKeyFactory>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
