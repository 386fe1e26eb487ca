using System.Data.Common;
using AtInvites.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AtInvites.Hosting;

/// <summary>Whether the store answers, in the form this version knows. However many ask, one question is under way at a time, and
/// only a change is logged.</summary>
internal sealed partial class StoreHealth(
    IStoreSchema schema, HealthOptions options, TimeProvider time, ILogger<StoreHealth> logger) : IHealthCheck
{
    private readonly Lock _gate = new();
    private Task<(SchemaState State, Exception? Fault)>? _question;
    private bool _isLost;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (state, fault) = await AskAsync(cancellationToken).ConfigureAwait(false);
        LogChange(fault);
        // An exception's message may name a server and a user; it is in the log, and not in what an endpoint may show.
        if (fault is not null)
        {
            return new(
                context.Registration.FailureStatus, Describe(fault),
                data: new Dictionary<string, object> { ["fault"] = fault.GetType().Name });
        }

        var data = new Dictionary<string, object> { ["schema"] = state.Found, ["knownSchema"] = state.Known };
        if (state.IsBehind)
        {
            return new(
                context.Registration.FailureStatus,
                $"The store has schema {state.Found} and this version of the library needs {state.Known}; "
                + "a host that starts migrates it.", data: data);
        }

        return state.IsAhead
            ? HealthCheckResult.Degraded(
                $"A newer version brought the store to schema {state.Found} and this one knows {state.Known}; upgrade this host, "
                + "which does not start again as it is.", data: data)
            : HealthCheckResult.Healthy("The store answers and its schema is current.", data);
    }

    private async Task<(SchemaState State, Exception? Fault)> AskAsync(CancellationToken cancellationToken)
    {
        Task<(SchemaState, Exception?)> question;
        lock (_gate)
        {
            // Some stores do not let go of a thread that asks them; those that hang are not asked again until they answer.
            if (_question is not { IsCompleted: false }) _question = Task.Run(ReadAsync, CancellationToken.None);
            question = _question;
        }

        try
        {
            return await question.WaitAsync(options.StoreTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException late)
        {
            return (default, late);
        }
    }

    private async Task<(SchemaState State, Exception? Fault)> ReadAsync()
    {
        using var end = new CancellationTokenSource(options.StoreTimeout, time);
        try
        {
            return (await schema.CheckAsync(end.Token).ConfigureAwait(false), null);
        }
        catch (Exception fault) when (fault is DbException or IOException or TimeoutException or OperationCanceledException
            or UnauthorizedAccessException or ObjectDisposedException)
        {
            return (default, fault);
        }
    }

    private string Describe(Exception fault) => fault is TimeoutException or OperationCanceledException
        ? $"The store did not answer within {options.StoreTimeout.TotalSeconds} seconds."
        : "The store cannot be read; the log says why.";

    private void LogChange(Exception? fault)
    {
        if (Interlocked.Exchange(ref _isLost, fault is not null) == fault is not null) return;
        if (fault is null) LogFound();
        else LogLost(fault);
    }

    [LoggerMessage(6020, LogLevel.Warning, "AtInvites: the store is not ready; this is not said again until it is.")]
    private partial void LogLost(Exception fault);

    [LoggerMessage(6021, LogLevel.Information, "AtInvites: the store is ready again.")]
    private partial void LogFound();
}
