using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Worker.Tests.Delivery;

/// <summary>No message of these tests belongs to a workflow run; one that did would be noticed.</summary>
internal sealed class NoWorkflowRuns : IWorkflowRuns
{
    public Task<SubmitResult> SubmitAsync(IReadOnlyList<RunSubmission> submissions, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RunList?> ReadAsync(long runKey, int position, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> IsOwedAsync(long runKey, int position, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<RunEntry>?> ListAsync(string runId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>> PayloadAsync(long runKey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RunEffects?> EndAsync(string runId, byte[] response, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RunEffects?> CancelAsync(long runKey, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<(long RunKey, bool IsAlive)?> FindLastAsync(string runId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
