using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Tracing;
using BusQStash.Worker.Workflows;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Delivery;

/// <summary>Takes a message through one attempt.</summary>
/// <remarks>
/// <para>(1) Send the request. Dying here means another attempt with the same message id: at least once.</para>
/// <para>(2) Write down how it ended, with all that follows, in one transaction. Dying before it is as (1), after it as (3).</para>
/// <para>(3) Publish what follows. Dying here is harmless: callbacks are above this process's watermark, events are in the outbox.</para>
/// </remarks>
internal sealed partial class AttemptRunner(
    IAttempts attempts,
    IMessageLedger ledger,
    RunSettlements runs,
    SettlementFollowUp followUp,
    TimeProvider time,
    ILogger<AttemptRunner> logger)
{
    private static readonly TimeSpan SettlePause = TimeSpan.FromMilliseconds(250);

    /// <summary>Called with a message that left its lane because its last callback ended; returns whether this process holds the lane, so that no other needs a notice.</summary>
    public Func<LaneMessage, bool>? Freed { get; set; }

    /// <param name="attempt">The attempt.</param>
    /// <param name="lane">The lane it is made for; <see langword="null"/> for an unordered message.</param>
    /// <param name="over">Cuts the request off.</param>
    /// <param name="abandoned">Ends waiting for the ledger as well: an attempt that has ended is made again.</param>
    /// <exception cref="OperationCanceledException">Cut off: nothing was written.</exception>
    public async Task<SettledAttempt> RunAsync(
        Attempt attempt, LaneEpoch? lane, CancellationToken over, CancellationToken abandoned) =>
        await FinishAsync(await MakeAsync(attempt, lane, over), abandoned);

    /// <summary>The request alone; nothing is written.</summary>
    /// <exception cref="OperationCanceledException">Cut off.</exception>
    public Task<AttemptSettlement> MakeAsync(Attempt attempt, LaneEpoch? lane, CancellationToken over) => attempts.RunAsync(attempt, lane, over); // (1)

    /// <summary>All that comes after the request.</summary>
    /// <param name="settlement">How it ended.</param>
    /// <param name="abandoned">Ends waiting for the ledger: the attempt is made again.</param>
    /// <exception cref="OperationCanceledException">Nothing was written.</exception>
    public async Task<SettledAttempt> FinishAsync(AttemptSettlement settlement, CancellationToken abandoned)
    {
        // (2)
        using var span = AttemptSpans.Settle(settlement);
        var (outcome, isRepeat) = await SettleAsync(settlement, abandoned);
        if (outcome.Status != SettleStatus.Settled)
        {
            LogNotSettled(settlement, outcome.Status, isRepeat);
            return new SettledAttempt(settlement, outcome);
        }

        span?.Dispose();

        // (3)
        await followUp.PublishAsync(settlement, outcome);
        if (outcome.Run is { } effects)
        {
            await runs.PublishAsync(effects);
        }

        if (outcome.Freed is { } freed && Freed?.Invoke(freed) != true)
        {
            await followUp.AnnounceAsync(freed);
        }

        return new SettledAttempt(settlement, outcome);
    }

    private async Task<(SettleOutcome Outcome, bool IsRepeat)> SettleAsync(AttemptSettlement settlement, CancellationToken abandoned)
    {
        // While the ledger is unreachable the attempt's result is kept here and retried, because giving up would repeat the attempt. This also holds after the lane's lease
        // has expired: the ledger accepts the result until another worker acquires the lane, and rejects it after that.
        for (var isRepeat = false; ; isRepeat = true)
        {
            try
            {
                return (settlement.Run is null ? await ledger.SettleAsync(settlement, abandoned) : await runs.SettleAsync(settlement, abandoned), isRepeat);
            }
            catch (Exception exception) when (!abandoned.IsCancellationRequested)
            {
                Log.SettleFailed(logger, settlement.MessageId, exception.Message);
                await Task.Delay(SettlePause, time, abandoned);
            }
        }
    }

    // A commit whose answer was lost shows as superseded when it is repeated. Its callbacks carry numbers the ledger gave up, its event is in the outbox: both are found.
    private void LogNotSettled(AttemptSettlement settlement, SettleStatus status, bool isRepeat)
    {
        if (isRepeat && status == SettleStatus.Superseded)
        {
            Log.Unknown(logger, settlement.MessageId, settlement.Attempt);
        }
        else
        {
            Log.NotSettled(logger, settlement.MessageId, settlement.Attempt, status);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Result of attempt {Attempt} of {MessageId} discarded: {Status}")]
        public static partial void NotSettled(ILogger logger, string messageId, int attempt, SettleStatus status);

        [LoggerMessage(2, LogLevel.Warning, "The result of an attempt of {MessageId} could not be written; retrying: {Reason}")]
        public static partial void SettleFailed(ILogger logger, string messageId, string reason);

        [LoggerMessage(3, LogLevel.Information, "The result of attempt {Attempt} of {MessageId} was probably written before the ledger's answer was lost")]
        public static partial void Unknown(ILogger logger, string messageId, int attempt);
    }
}
