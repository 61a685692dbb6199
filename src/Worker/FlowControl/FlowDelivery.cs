using BusQStash.Rules.Destinations;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Destinations;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.FlowControl;

/// <summary>Makes one attempt of an unordered message that was granted to this process.</summary>
/// <remarks>
/// <para>(1) Return the message when its destination's host is full: it keeps its place in line and uses no rate.</para>
/// <para>(2) Return it when it is late, because a rate counts starts from their grants.</para>
/// <para>(3) Make the attempt and settle it, which returns the permit. If the ledger rejects the settlement, the permit is returned here.</para>
/// <para>An aborted message keeps its place. After a crash it does so once the process is considered dead.</para>
/// </remarks>
internal sealed partial class FlowDelivery(
    AttemptRunner attempts,
    DestinationSlots slots,
    PermitReturns returns,
    StartLag lag,
    ILogger<FlowDelivery> logger)
{
    private static readonly TimeSpan PauseAfterBreak = TimeSpan.FromSeconds(1);

    public async Task RunAsync(FlowGrant grant, StoredMessage message, long askedAt, CancellationToken cancellationToken)
    {
        var permit = grant.Permit;
        var started = false;
        try
        {
            var host = DestinationHosts.Of(message.Spec.Url);
            using var slot = await slots.EnterAsync(host, cancellationToken);
            if (slot is null)
            {
                PutBack(permit, started, slots.DeferralFor(host)); // (1)
                return;
            }

            if (lag.IsLate(grant, askedAt))
            {
                PutBack(permit, started, TimeSpan.Zero); // (2)
                Log.Late(logger, message.Id);
                return;
            }

            started = true;
            await AttemptAsync(permit, message, cancellationToken); // (3)
        }
        catch (OperationCanceledException)
        {
            PutBack(permit, started, TimeSpan.Zero);
        }
        catch (Exception exception)
        {
            Log.Broke(logger, exception, message.Id);
            PutBack(permit, started, PauseAfterBreak);
        }
    }

    private async Task AttemptAsync(FlowPermit permit, StoredMessage message, CancellationToken cancellationToken)
    {
        var settled = await attempts.RunAsync(Attempt.Of(message), null, cancellationToken, cancellationToken);
        if (settled.Outcome.Status == SettleStatus.Settled)
        {
            returns.Settled(permit);
        }
        else
        {
            returns.Post(new PermitReturn.Release(permit));
        }
    }

    private void PutBack(FlowPermit permit, bool started, TimeSpan lookIn) =>
        returns.Post(new PermitReturn.PutBack(new FlowPutBack(permit, started, lookIn)));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{MessageId} was granted its turn too long ago and waits for another")]
        public static partial void Late(ILogger logger, string messageId);

        [LoggerMessage(2, LogLevel.Error, "An attempt of {MessageId} broke; it will be made again")]
        public static partial void Broke(ILogger logger, Exception exception, string messageId);
    }
}
