using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Delivery;

/// <summary>
/// Decides which commands need a read of the ledger before their attempt: those whose message may be canceled, and possible duplicates. Nearly all commands need none.
/// The ledger is polled more than twice a second, so that a worker sees a cancellation within a second, and a range of possible duplicates before any copy is sent.
/// </summary>
/// <remarks>
/// If the broker has no marker of this ledger, it will be sent copies of commands that it may already have. Until the marker is seen on the current connection, every
/// message is therefore claimed. Otherwise an attempt that started without a claim could still be in flight when the copy of its command arrives.
/// </remarks>
internal sealed partial class CommandChecks(
    IMessages messages,
    IPossibleDuplicates duplicates,
    ILedgerIdentity ledger,
    BusConnections buses,
    BrokerAdmin admin,
    BrokerWatch watch,
    ILogger<CommandChecks> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(400);

    // Allowed clock skew between machines.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private volatile Known? _known;
    private (int ConnectedTimes, string Marker)? _seen;

    public CommandCheck Of(DeliverMessage command, bool redelivered)
    {
        // While the ranges are unknown, every message is claimed.
        if (command.Marked || redelivered || _known is not { IsMarkerSeen: true } known)
        {
            return CommandCheck.Claim;
        }

        if (known.Duplicates.TryGetValue(command.Origin, out var ranges) && IsIn(ranges, command.OriginNumber))
        {
            return CommandCheck.Claim;
        }

        return command.CreatedAt <= known.LookUpThrough ? CommandCheck.Look : CommandCheck.None;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _known = await ReadAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                _known = null;
                Log.ReadFailed(logger, exception.Message);
            }

            await Task.Delay(Period, stoppingToken);
        }
    }

    private static bool IsIn(CommandRange[] ranges, long number) =>
        Array.Exists(ranges, range => number > range.After && number <= range.Through);

    private async Task<Known> ReadAsync(CancellationToken cancellationToken)
    {
        var isMarkerSeen = await IsMarkerSeenAsync(cancellationToken);
        var last = await messages.LastCancelAsync(cancellationToken);
        var ranges = await duplicates.ListAsync(cancellationToken);
        return new Known(
            last is { } at ? (at + Skew).ToUnixTimeMilliseconds() : long.MinValue,
            ranges.GroupBy(range => range.Origin).ToDictionary(group => group.Key, group => group.ToArray()),
            isMarkerSeen);
    }

    private async Task<bool> IsMarkerSeenAsync(CancellationToken cancellationToken)
    {
        if (buses.Kind == TransportKind.InMemory)
        {
            return true;
        }

        // The marker has another name once a standby was promoted.
        var (connectedTimes, marker) = (watch.ConnectedTimes, BrokerNames.Marker(await ledger.GetIdAsync(cancellationToken)));
        if (_seen == (connectedTimes, marker))
        {
            return true;
        }

        if (watch.State != BrokerState.Ready || !await admin.HasMarkerAsync(marker, cancellationToken))
        {
            return false;
        }

        _seen = (connectedTimes, marker);
        return true;
    }

    private sealed record Known(long LookUpThrough, Dictionary<int, CommandRange[]> Duplicates, bool IsMarkerSeen);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Cancellations and possible duplicates could not be read; every message is claimed meanwhile: {Reason}")]
        public static partial void ReadFailed(ILogger logger, string reason);
    }
}
