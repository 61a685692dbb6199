using BusQStash.Store.FlowControl;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>No message of the model has a flow-control key: that has a simulation of its own, <c>FlowPlanPropertyTests</c> in <c>tests/Store.Tests</c>.</summary>
internal sealed class NoFlowControl : IFlowGrants
{
    public Task<TimeSpan?> NextAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FlowGrant>> GrantAsync(FlowAsk ask, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ReleaseAsync(IReadOnlyCollection<FlowPermit> permits, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PutBackAsync(IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task EnterAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task WithdrawAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> ReleaseHolderAsync(int number, TimeSpan age, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FlowPermit>> ListHeldAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<int>> ListLostHoldersAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
