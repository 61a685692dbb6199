using BusQStash.Store.Messages;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.FlowControl;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>Makes a lane's attempts, beside its loop; each says in the lane's mailbox how it ended.</summary>
internal sealed partial class LaneAttempts(LaneServices services, Func<LaneInput, bool> post)
{
    public void Start(LaneStart start)
    {
        var (entry, content) = (start.Entry, start.Content);
        var attempt = Attempt.Of(content) with
        {
            Number = entry.Attempts,
            NotBefore = entry.NotBefore,
            AwaitsCallbacks = start.Known.Status.AwaitsCallbacks,
            MayStart = () => start.Lease.MayStart(entry.Seq, start.Known.Status),
        };
        _ = RunAsync(start, attempt);
    }

    private async Task RunAsync(LaneStart start, Attempt attempt)
    {
        var (entry, lease, grant) = (start.Entry, start.Lease, start.Grant);
        await Task.Yield();
        try
        {
            var slot = grant?.Slot ?? start.Slot ?? await services.Gate.EnterAsync(lease.Over);

            // While this attempt waited, the queue may have been paused or the message canceled: the lane decides again, and keeps the slot if it can use it.
            if ((grant is not null && services.Permits.IsLate(grant)) || start.Known.IsOutdated(LaneTime.Of(services.Time)))
            {
                NotStarted(entry, grant, slot);
                return;
            }

            using (slot)
            {
                // A process that stood still since the lane was looked at must not send what its successor may have sent by now.
                lease.EndIfOver();
                var settled = await services.Attempts.RunAsync(attempt, lease.Lane, lease.Over, services.Abandoned);
                services.Permits.End(grant, isSettled: settled.Outcome.Status == SettleStatus.Settled);
                post(new LaneInput.Ended(entry, settled.Settlement, settled.Outcome));
            }
        }
        catch (Exception exception)
        {
            if (exception is not OperationCanceledException)
            {
                Log.AttemptBroke(services.Logger, exception, entry.MessageId);
            }

            services.Permits.End(grant, isSettled: false);
            post(new LaneInput.Ended(entry, null, null));
        }
    }

    private void NotStarted(LaneEntry entry, LaneGrant? grant, GateSlot slot)
    {
        if (!post(new LaneInput.NotStarted(entry, grant, slot)))
        {
            services.Permits.End(grant, isSettled: false);
            slot.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "An attempt of {MessageId} broke; it will be made again")]
        public static partial void AttemptBroke(ILogger logger, Exception exception, string messageId);
    }
}
