using BusQStash.Store.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Startup;

/// <summary>Prepares the ledger and registers this process in it before any other service of the host starts.</summary>
internal sealed partial class StoreStartup(
    IStoreSetup setup,
    IInstances instances,
    InstanceIdentity identity,
    StoreKind kind,
    IOptions<InstanceOptions> options,
    ILogger<StoreStartup> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);
    private bool _started;

    // The host calls this before it starts any service, so the order of registration does not matter.
    public Task StartingAsync(CancellationToken cancellationToken) => StartOnceAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => StartOnceAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Runs before the other services stop, so that work is no longer assigned to this process.
    public Task StoppingAsync(CancellationToken cancellationToken) => LeaveOnceAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => LeaveOnceAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => TellAsync(instances.EndAsync, cancellationToken);

    private async Task StartOnceAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            return;
        }

        try
        {
            await setup.PrepareAsync(cancellationToken);
            await instances.RegisterAsync(options.Value.Kind, cancellationToken);
        }
        catch (Exception exception) when (exception is not CannotStartException && setup.Explain(exception) is { } text)
        {
            throw new CannotStartException(text, exception);
        }

        _started = true;
        Log.Ready(logger, kind, identity.Number);
    }

    private async Task LeaveOnceAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            _started = false;
            await TellAsync(instances.LeaveAsync, cancellationToken);
        }
    }

    private async Task TellAsync(Func<CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(FarewellLimit);
        try
        {
            await tell(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            // Other processes notice the missing heartbeat a few seconds later, so nothing depends on this record.
            Log.NotLeft(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The ledger ({Kind}) is ready; this process is number {Number}.")]
        public static partial void Ready(ILogger logger, StoreKind kind, int number);

        [LoggerMessage(2, LogLevel.Warning, "This process could not sign off from the ledger: {Reason}")]
        public static partial void NotLeft(ILogger logger, string reason);
    }
}
