using BusQStash.Store.FlowControl;

namespace BusQStash.Worker.FlowControl;

/// <summary>Something the ledger must be told about a permit or a wish. The cases are closed.</summary>
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
