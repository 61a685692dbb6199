using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Store.Instances;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Reconciliation;

/// <summary>
/// Detects by the missing marker that the broker lost its data (new disk, other virtual host, in-memory transport after a start), or that the ledger may have lost its last
/// commits (a promoted standby), and with them results of messages whose commands are gone. It then resends the commands of all
/// unordered messages that wait for one, marked, in groups, in the order in which each process accepted them. The marker is set last, so a process that dies before
/// repeats the job. Lanes are not resent: the workers find lanes with work and no owner in any case.
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

        // Checked after every reconnection and periodically, because a load balancer may switch to another broker.
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
            // In memory, commands of earlier processes are gone, and those of this process are in their queues.
            await SendAllAsync(await resend.ListOfOthersAsync(cancellationToken), cancellationToken);
            _inMemoryMarker = true;
        }
    }

    /// <summary>
    /// Even a broker without a marker may hold commands: those of messages accepted before the first worker started, or since the broker lost its data.
    /// The ranges are therefore announced before a copy is sent, so that every worker claims these messages first.
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
        [LoggerMessage(1, LogLevel.Information, "The broker has lost this ledger's commands, or the ledger was restored or moved to a standby: {Count} commands were resent")]
        public static partial void SentAgain(ILogger logger, int count);
    }
}
