using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Instances;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Reconciliation;

/// <summary>
/// Recognises a broker that lost its data (new disk, other virtual host, in-memory transport after a start) by the missing marker, and sends every
/// unordered message that waits for a command again, marked, in order of acceptance, a group at a time. The marker is set last: dying
/// before repeats it. Lanes need nothing of the kind: those with work and no owner are found anyway.
/// </summary>
internal sealed partial class BrokerMarker(
    BusConnections buses,
    BrokerAdmin admin,
    BrokerWatch watch,
    ILedgerIdentity ledger,
    IDoubtfulMessages doubtful,
    CommandSender sender,
    TimeProvider time,
    ILogger<BrokerMarker> logger) : IReconciliation
{
    private const int GroupSize = 200;
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(15);
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private bool _inMemoryMarker;
    private int _connectedTimes = -1;
    private long _checkedAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (buses.Kind == TransportKind.InMemory)
        {
            await RunInMemoryAsync(cancellationToken);
            return;
        }

        // After every reconnection, and now and then: a broker may be exchanged behind a load balancer.
        if (watch.State != BrokerState.Ready
            || (_connectedTimes == watch.ConnectedTimes && time.GetElapsedTime(_checkedAt) < CheckEvery))
        {
            return;
        }

        var connectedTimes = watch.ConnectedTimes;
        var marker = BrokerNames.Marker(await ledger.GetIdAsync(cancellationToken));
        if (!await admin.HasMarkerAsync(marker, cancellationToken))
        {
            await admin.DeclareAsync(BrokerNames.Deliver, cancellationToken);
            await SendAllAsync(time.GetUtcNow(), cancellationToken);
            await admin.SetMarkerAsync(marker, cancellationToken);
        }

        _connectedTimes = connectedTimes;
        _checkedAt = time.GetTimestamp();
    }

    private async Task RunInMemoryAsync(CancellationToken cancellationToken)
    {
        if (!_inMemoryMarker && buses.Started)
        {
            await SendAllAsync(_startedAt, cancellationToken);
            _inMemoryMarker = true;
        }
    }

    private async Task SendAllAsync(DateTimeOffset acceptedBefore, CancellationToken cancellationToken)
    {
        var sent = 0;
        (DateTimeOffset CreatedAt, string Id)? after = null;
        while (true)
        {
            var found = await doubtful.ReadReadyAsync(after, acceptedBefore, GroupSize, cancellationToken);
            await Task.WhenAll(found.Select(message => sender.SendMarkedAsync(message, cancellationToken)));
            sent += found.Count;
            if (found.Count < GroupSize)
            {
                break;
            }

            after = (found[^1].CreatedAt, found[^1].Id);
        }

        if (sent > 0)
        {
            Log.SentAgain(logger, sent);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The broker knows nothing of this ledger's messages: {Count} commands were sent again")]
        public static partial void SentAgain(ILogger logger, int count);
    }
}
