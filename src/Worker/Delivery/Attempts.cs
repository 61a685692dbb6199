using System.Globalization;
using BusQStash.Rules.Destinations;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Destinations;
using BusQStash.Worker.Retries;
using BusQStash.Worker.Workflows;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Delivery;

/// <summary>Makes one attempt, from the request to the settlement.</summary>
/// <remarks>
/// <para>(1) Call the destination; every ending becomes a <see cref="DeliveryOutcome"/>.</para>
/// <para>(2) Let the outcome choose what follows: done, try later, or give up, with all that must be written, for the caller to write in one go.</para>
/// <para>(3) Say so, once.</para>
/// <para>
/// If the process dies anywhere in here nothing is written, and the message is attempted again under the same id and number. An attempt
/// that ended is settled even if the token was canceled meanwhile: the ledger decides whether it still counts, and dropping
/// the answer would only deliver twice.
/// </para>
/// </remarks>
internal sealed partial class Attempts(
    DestinationClient destinations,
    NextStep next,
    WorkflowDeliveries workflows,
    AttemptCounts counts,
    TimeProvider time,
    ILogger<Attempts> logger) : IAttempts
{
    public async Task<AttemptSettlement> RunAsync(Attempt attempt, LaneEpoch? lane, CancellationToken cancellationToken)
    {
        // (1)
        cancellationToken.ThrowIfCancellationRequested();
        var tie = attempt.Spec.Workflow;
        if (tie is not null)
        {
            if (await workflows.PrepareAsync(attempt, tie, cancellationToken) is not { } prepared)
            {
                return NextStep.Close(attempt, lane, time.GetUtcNow());
            }

            attempt = prepared;
        }

        var startedAt = time.GetUtcNow();
        var started = time.GetTimestamp();
        var outcome = await SendAsync(attempt, startedAt, cancellationToken);
        if (tie is not null)
        {
            outcome = await workflows.JudgeAsync(outcome, attempt, tie, cancellationToken);
        }

        // (2) The end is counted from the start on the monotonic clock: the wall clock may be set back meanwhile.
        var duration = time.GetElapsedTime(started);
        var end = next.Settle(attempt, lane, outcome, startedAt, startedAt + duration);

        // (3)
        counts.Count(attempt, end, outcome, duration);
        Tell(attempt, end, outcome, duration);
        return end;
    }

    private async Task<DeliveryOutcome> SendAsync(Attempt attempt, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var ticket = counts.Begin(attempt, startedAt);
        try
        {
            return await destinations.SendAsync(attempt, cancellationToken);
        }
        finally
        {
            counts.End(ticket);
        }
    }

    private void Tell(Attempt attempt, AttemptSettlement end, DeliveryOutcome outcome, TimeSpan duration)
    {
        // A line per delivered message is for debugging: the history tells the same, and at thousands a second the lines cost more than the requests.
        var level = end.NextState == MessageState.Delivered ? LogLevel.Debug : LogLevel.Information;
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var status = outcome is DeliveryOutcome.Unreachable unreachable
            ? unreachable.Fault.ToString()
            : (end.Response?.Status ?? 0).ToString(CultureInfo.InvariantCulture);
        var what = end.NextState switch
        {
            MessageState.Delivered => "delivered",
            MessageState.Retrying => string.Create(
                CultureInfo.InvariantCulture, $"next attempt in {(end.NextAttemptAt - end.FinishedAt)?.TotalSeconds:0.###} s"),
            _ => $"failed, dead letter {end.DlqId}",
        };
        Log.Ended(
            logger, level, attempt.MessageId, attempt.Number, DestinationHosts.Of(attempt.Spec.Url), status, (long)duration.TotalMilliseconds, what);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "{MessageId} attempt {Attempt} to {Host}: {Status} in {DurationMs} ms, {Next}")]
        public static partial void Ended(
            ILogger logger, LogLevel level, string messageId, int attempt, string host, string status, long durationMs, string next);
    }
}
