using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AtInvites.Authentication;

/// <summary>Chooses the back end of signatures at start, so that the log says which it is and the first caller does not wait for
/// it. It does so beside the rest of the start, which is over when the choice is made.</summary>
internal sealed class SignatureKeyStart(IServiceProvider services) : IHostedLifecycleService
{
    private Task _choice = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _choice = Task.Run(services.GetRequiredService<ISignatureKeyFactory>, cancellationToken);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => _choice;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
