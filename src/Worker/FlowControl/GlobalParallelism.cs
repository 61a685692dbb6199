using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.FlowControl;

/// <summary>Reports this worker's attempts in flight to the others once a second, and opens its gate up to its share of the global parallelism.</summary>
/// <remarks>
/// A share shrinks at once and grows late: only after the list of workers has been stable long enough for every other worker to have seen it, and only as far as the
/// others leave room. A worker that the others may consider dead starts nothing; after a ledger outage it waits until the others have had time to send heartbeats.
/// </remarks>
internal sealed partial class GlobalParallelism(
    IWorkerLoads loads,
    AttemptGate gate,
    InstanceIdentity identity,
    ILedgerContact contact,
    TimeProvider time,
    SharedLimit limit,
    ILogger<GlobalParallelism> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Every worker polls once per second, and its heartbeat is at most that old.
    private static readonly TimeSpan SeenByAll = TimeSpan.FromSeconds(3);
    private int[] _workers = [];
    private long _changedAt;
    private long _seenAt;
    private int _allowed;
    private bool _failed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
                _failed = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (limit.Max is not { } max)
        {
            await loads.ReportAsync(gate.InFlight, limit.Capacity, cancellationToken);
            return;
        }

        var askedAt = time.GetTimestamp();
        var workers = await loads.ListAsync(limit.WorkerMaxAge, cancellationToken);
        _seenAt = askedAt;
        NoteChange(workers, askedAt);
        var allowed = GlobalShare.Allowed(max, workers, identity.Number);
        var isKnownToAll = contact.Unbroken > limit.WorkerMaxAge && (workers.Count == 1 || time.GetElapsedTime(_changedAt) > SeenByAll);
        _allowed = isKnownToAll ? allowed : Math.Min(_allowed, allowed);
        gate.SetLimit(_allowed);
        await loads.ReportAsync(gate.InFlight, GlobalShare.Of(max, workers, identity.Number), cancellationToken);
    }

    private void NoteChange(IReadOnlyList<WorkerLoad> workers, long askedAt)
    {
        int[] numbers = [.. workers.Select(worker => worker.Number)];
        if (!numbers.AsSpan().SequenceEqual(_workers))
        {
            _workers = numbers;
            _changedAt = askedAt;
        }
    }

    private void Failed(Exception exception)
    {
        if (limit.Max is not null && time.GetElapsedTime(_seenAt) > limit.WorkerMaxAge - Period)
        {
            // The others may share this worker's part among themselves by now.
            _allowed = 0;
            gate.SetLimit(0);
        }

        if (!_failed)
        {
            Log.Failed(logger, exception.Message);
        }

        _failed = true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The loads of the workers could not be exchanged; retrying: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
