using BusQStash.Store.FlowControl;
using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>Requests, releases and withdraws flow-control permits for lanes.</summary>
internal sealed class LanePermits(
    IFlowGrants grants, LaneWaiters waiters, PermitReturns returns, StartLag lag)
{
    // A lane that cannot start at this moment is tried again after this time.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    public LaneWaiters Waiters => waiters;

    public Task EnterAsync(IReadOnlyCollection<LanePermitRequest> requests) => grants.EnterAsync(requests, CancellationToken.None);

    public bool IsLate(LaneGrant grant) => lag.IsLate(grant.Grant, grant.AskedAt);

    /// <summary>The attempt has ended. Settling releases its permit; if it was not settled, this releases it.</summary>
    public void End(LaneGrant? grant, bool isSettled)
    {
        if (grant is null)
        {
            return;
        }

        grant.Slot.Dispose();
        if (isSettled)
        {
            returns.Settled(grant.Permit);
        }
        else
        {
            returns.Post(new PermitReturn.Release(grant.Permit));
        }
    }

    /// <summary>The attempt is not made now: the permit is released and the message returns to its place.</summary>
    public void PutBack(LaneGrant grant)
    {
        grant.Slot.Dispose();
        returns.Post(new PermitReturn.PutBack(new FlowPutBack(grant.Permit, Started: false, LookAgain)));
    }

    public void Withdraw(LanePermitRequest request)
    {
        waiters.Forget(request.Ticket);
        returns.Post(new PermitReturn.Withdraw(request));
    }
}
