using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.FlowControl;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>Makes a lane's attempts, beside its loop; each says in the lane's mailbox how it ended.</summary>
internal sealed partial class LaneAttempts(LaneServices services, Func<LaneInput, bool> post)
{
    public void Start(LaneEntry entry, StoredMessage content, LaneLease lease, LaneGrant? grant, LaneStatus status)
    {
        var attempt = new Attempt(entry.MessageId, content.Spec, content.Body, entry.Attempts, content.CreatedAt, entry.NotBefore)
        {
            AwaitsCallbacks = status.AwaitsCallbacks,
            MayStart = () => lease.MayStart(entry.Seq, status, services.Options.NewsLimit),
        };
        _ = RunAsync(entry, attempt, lease, grant);
    }

    private async Task RunAsync(LaneEntry entry, Attempt attempt, LaneLease lease, LaneGrant? grant)
    {
        await Task.Yield();
        try
        {
            using var slot = grant?.Slot ?? await services.Gate.EnterAsync(lease.Over);
            if (grant is not null && services.Permits.IsLate(grant))
            {
                NotStarted(entry, grant);
                return;
            }

            // A process that stood still since the lane was looked at must not send what its successor may have sent by now.
            lease.EndIfOver();
            var settled = await services.Attempts.RunAsync(attempt, lease.Lane, lease.Over);
            services.Permits.End(grant, isSettled: settled.Outcome.Status == SettleStatus.Settled);
            post(new LaneInput.Ended(entry, settled.Settlement, settled.Outcome));
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

    private void NotStarted(LaneEntry entry, LaneGrant grant)
    {
        if (!post(new LaneInput.NotStarted(entry, grant)))
        {
            services.Permits.End(grant, isSettled: false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "An attempt of {MessageId} broke; it will be made again")]
        public static partial void AttemptBroke(ILogger logger, Exception exception, string messageId);
    }
}
