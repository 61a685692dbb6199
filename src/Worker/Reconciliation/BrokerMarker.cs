using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Store.Instances;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Reconciliation;

/// <summary>
/// Recognises a broker that lost its data (new disk, other virtual host, in-memory transport after a start) by the missing marker, and sends every
/// unordered message that waits for a command again, marked, in the order each process accepted them, a group at a time. The marker is set last: dying
/// before repeats it. Lanes need nothing of the kind: those with work and no owner are found anyway.
/// </summary>
internal sealed partial class BrokerMarker(
    BusConnections buses,
    BrokerAdmin admin,
    BrokerWatch watch,
    ILedgerIdentity ledger,
    CommandResend resend,
    TimeProvider time,
    ILogger<BrokerMarker> logger) : IReconciliation
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(15);
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
            await SendAllAsync(await AnnounceAsync(cancellationToken), cancellationToken);
            await admin.SetMarkerAsync(marker, cancellationToken);
        }

        _connectedTimes = connectedTimes;
        _checkedAt = time.GetTimestamp();
    }

    private async Task RunInMemoryAsync(CancellationToken cancellationToken)
    {
        if (!_inMemoryMarker && buses.Started)
        {
            // Commands of earlier processes ended with them; those of this one are in their place.
            await SendAllAsync(await resend.ListOfOthersAsync(cancellationToken), cancellationToken);
            _inMemoryMarker = true;
        }
    }

    /// <summary>
    /// Where nothing ever set the marker, commands may wait in the broker all the same: of messages that were accepted before the first worker came, or since
    /// the broker lost its data. So every worker knows, before a copy is sent, to claim the message of either.
    /// </summary>
    private async Task<IReadOnlyList<CommandRange>> AnnounceAsync(CancellationToken cancellationToken)
    {
        var ranges = await resend.ListAsync(cancellationToken);
        await resend.AnnounceAsync(ranges, cancellationToken);
        return ranges;
    }

    private async Task SendAllAsync(IReadOnlyList<CommandRange> ranges, CancellationToken cancellationToken)
    {
        var sent = 0;
        foreach (var range in ranges)
        {
            sent += await resend.SendAsync(range, announce: false, cancellationToken);
        }

        sent += await resend.SendUnnumberedAsync(cancellationToken);
        if (sent > 0)
        {
            Log.SentAgain(logger, sent);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The broker has lost this ledger's commands: {Count} were resent")]
        public static partial void SentAgain(ILogger logger, int count);
    }
}
