using BusQStash.Store.FlowControl;

namespace BusQStash.Worker.FlowControl;

/// <summary>A change to a permit or a permit request that must be written to the ledger. The set of cases is closed.</summary>
internal abstract record PermitReturn
{
    private PermitReturn()
    {
    }

    /// <summary>The attempt is over, and its settlement did not give the permit back.</summary>
    internal sealed record Release(FlowPermit Permit) : PermitReturn;

    /// <summary>The attempt is not made, or was cut off.</summary>
    internal sealed record PutBack(FlowPutBack What) : PermitReturn;

    /// <summary>The lane waits no longer.</summary>
    internal sealed record Withdraw(LanePermitRequest Request) : PermitReturn;
}
