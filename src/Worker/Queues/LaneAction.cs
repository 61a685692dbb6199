namespace BusQStash.Worker.Queues;

/// <summary>What a lane does until its next input, as <see cref="LaneState"/> decides and <see cref="LaneRunner"/> carries out.</summary>
internal abstract record LaneAction
{
    private LaneAction()
    {
    }

    /// <summary>Wait for an input.</summary>
    /// <param name="Limit">Decide again after this time even without one.</param>
    internal sealed record Wait(TimeSpan Limit) : LaneAction;

    /// <summary>Wait for an input; the lane has no lease and needs none.</summary>
    internal sealed record Idle : LaneAction;

    /// <summary>Ask for the lease.</summary>
    internal sealed record Acquire : LaneAction;

    /// <summary>Ask for the lease no longer.</summary>
    internal sealed record Forgo : LaneAction;

    /// <summary>Release the lease and acknowledge all commands: there is nothing to attempt.</summary>
    internal sealed record Release : LaneAction;

    /// <summary>Park the lane in the ledger: release the lease, acknowledge all commands, and leave a due row.</summary>
    /// <param name="WakeAt">When the row is due.</param>
    /// <param name="IsFull">Messages that wait for their time fill the window, so a new command changes nothing before.</param>
    internal sealed record Park(DateTimeOffset WakeAt, bool IsFull) : LaneAction;

    /// <summary>Hand the lane over and end.</summary>
    internal sealed record Leave : LaneAction;
}
