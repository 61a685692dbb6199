using BusQStash.Bus.Connections;
using BusQStash.Store.Instances;
using BusQStash.Worker.Reconciliation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>
/// Detects that a process was killed by what its operating system does then: it closes all connections. A process whose session at PostgreSQL and whose broker queue are
/// both gone for <see cref="Patience"/> is treated as dead, and its leases are released, so its lanes need not wait for them to expire.
/// </summary>
/// <remarks>
/// <para>Closed connections do not prove that a process is dead, so a living one must notice first. It does, because it counts itself as disconnected earlier, on its own clock, when
/// neither server has answered it (<see cref="OwnConnections"/>). One server alone proves nothing: PostgreSQL or RabbitMQ may restart.</para>
/// <para>A process that is frozen, or whose host is lost, closes nothing. Its leases expire.</para>
/// <para>Every worker does this, because the killed one may be the reconciler. If this worker dies here, or two act at once, the release is one conditional statement.</para>
/// </remarks>
internal sealed partial class DisconnectedProcesses(
    IInstances instances,
    DeadAfter dead,
    BrokerAdmin admin,
    BusConnections buses,
    LaneUpkeep upkeep,
    TimeProvider time,
    ILogger<DisconnectedProcesses> logger) : BackgroundService
{
    /// <summary>How long a process must be gone from both servers.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    // While a process seems to be gone.
    private static readonly TimeSpan ShortPeriod = TimeSpan.FromSeconds(0.1);
    private readonly Dictionary<int, long> _goneSince = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (buses.Kind == TransportKind.RabbitMq && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A process may have been connected meanwhile.
                _goneSince.Clear();
                Log.LookFailed(logger, exception.Message);
            }

            await Task.Delay(_goneSince.Count > 0 ? ShortPeriod : Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var disconnected = dead.CanTell ? await instances.ListDisconnectedAsync(dead.Age, cancellationToken) : [];
        foreach (var number in _goneSince.Keys.Except(disconnected).ToArray())
        {
            // It is back, or another worker has given it up; then its lanes may be this worker's now.
            _goneSince.Remove(number);
            upkeep.LookSoon();
        }

        foreach (var number in disconnected)
        {
            await LookAsync(number, cancellationToken);
        }
    }

    private async Task LookAsync(int number, CancellationToken cancellationToken)
    {
        if (await admin.HasProcessAsync(number, cancellationToken))
        {
            _goneSince.Remove(number);
            return;
        }

        // The time after the answer, which may have been long on its way: the process may have been seen there until then.
        _goneSince.TryAdd(number, time.GetTimestamp());
        if (time.GetElapsedTime(_goneSince[number]) >= Patience)
        {
            _goneSince.Remove(number);
            if (await instances.GiveUpAsync(number, dead.Age, cancellationToken) is { } released)
            {
                Log.GivenUp(logger, number, released);
            }

            upkeep.LookSoon();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Process {Number} has closed its connections to the ledger and to RabbitMQ and is treated as dead: {Released} of its leases were released")]
        public static partial void GivenUp(ILogger logger, int number, int released);

        [LoggerMessage(2, LogLevel.Debug, "Closed connections could not be searched: {Reason}")]
        public static partial void LookFailed(ILogger logger, string reason);
    }
}
