using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>Workflow runs: what they hold, and all that changes them.</summary>
public interface IWorkflowRuns
{
    /// <summary>Takes all of a request's submissions, or none. Steps that are there already are answered with the first message's id.</summary>
    Task<SubmitResult> SubmitAsync(IReadOnlyList<RunSubmission> submissions, CancellationToken cancellationToken);

    /// <summary>Settles an attempt by which its run may end or go on (<see cref="AttemptSettlement.Run"/>).</summary>
    Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken);

    /// <summary>The list up to a position; <see langword="null"/> when the run is unknown. With a position below zero only how the run is.</summary>
    Task<RunList?> ReadAsync(long runKey, int position, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the entry at a position is still to be delivered although its run has returned: a result of a parallel block that others overtook. Its list misses some
    /// of the block, so the call starts no step.
    /// </summary>
    Task<bool> IsOwedAsync(long runKey, int position, CancellationToken cancellationToken);

    /// <summary>The whole list of a living run, and the answers of calls that are on their way; <see langword="null"/> when it has ended or never was.</summary>
    Task<IReadOnlyList<RunEntry>?> ListAsync(string runId, CancellationToken cancellationToken);

    /// <summary>The payload of a run.</summary>
    Task<ReadOnlyMemory<byte>> PayloadAsync(long runKey, CancellationToken cancellationToken);

    /// <summary>
    /// The function has returned. Effects when it ended now, nothing when it had ended; <see langword="null"/> when no run ever had this id.
    /// </summary>
    Task<RunEffects?> EndAsync(string runId, byte[] response, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Cancels a run: effects when it was alive, else <see langword="null"/>.</summary>
    Task<RunEffects?> CancelAsync(long runKey, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The run of an id that was made last, and whether it is alive.</summary>
    Task<(long RunKey, bool IsAlive)?> FindLastAsync(string runId, CancellationToken cancellationToken);
}
