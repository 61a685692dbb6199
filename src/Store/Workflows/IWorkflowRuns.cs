using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>Workflow runs: reads them and makes every change to them.</summary>
public interface IWorkflowRuns
{
    /// <summary>Accepts all submissions of a request, or none. A step that already exists is answered with the first message's id (idempotency).</summary>
    Task<SubmitResult> SubmitAsync(IReadOnlyList<RunSubmission> submissions, CancellationToken cancellationToken);

    /// <summary>Settles an attempt that may end or resume its run (<see cref="AttemptSettlement.Run"/>).</summary>
    Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken);

    /// <summary>The list up to a position; <see langword="null"/> when the run is unknown. A position below zero reads only the run's state.</summary>
    Task<RunList?> ReadAsync(long runKey, int position, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the entry at a position must still be delivered although its run has returned: a result of a parallel block that other results overtook. Its list lacks part of the
    /// block, so the call starts no step.
    /// </summary>
    Task<bool> IsOwedAsync(long runKey, int position, CancellationToken cancellationToken);

    /// <summary>The whole list of a living run and the answers of calls in progress; <see langword="null"/> when the run has ended or is unknown.</summary>
    Task<IReadOnlyList<RunEntry>?> ListAsync(string runId, CancellationToken cancellationToken);

    /// <summary>The payload of a run.</summary>
    Task<ReadOnlyMemory<byte>> PayloadAsync(long runKey, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a run whose function has returned. Returns its effects, which are empty if the run had already ended; <see langword="null"/> when the run is unknown.
    /// </summary>
    Task<RunEffects?> EndAsync(string runId, byte[] response, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Cancels a run. Returns its effects, or <see langword="null"/> when the run was not alive.</summary>
    Task<RunEffects?> CancelAsync(long runKey, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The latest run with this id, and whether it is alive.</summary>
    Task<(long RunKey, bool IsAlive)?> FindLastAsync(string runId, CancellationToken cancellationToken);
}
