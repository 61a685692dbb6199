namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Where the ledger's two engines keep the same promises in different ways.</summary>
internal enum LedgerKind
{
    /// <summary>A lease that was given up is nobody's; lanes whose messages only wait for callbacks need no attention.</summary>
    Sqlite,

    /// <summary>A lease that was given up is still known under its epoch until somebody takes the lane, and may be renewed; lanes that wait for callbacks are pointed out.</summary>
    Postgres,
}
