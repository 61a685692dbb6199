namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>What the ledger of a negative control does not look at.</summary>
internal enum Without
{
    /// <summary>The ledger as it is.</summary>
    Nothing,

    /// <summary>It says of every queue that many of its messages may be worked on at once, and that those that wait hold up nobody.</summary>
    Order,

    /// <summary>It gives a lane to everybody who asks, tells nobody that it was lost, and takes the end of an attempt from anybody.</summary>
    Lease,

    /// <summary>Not the ledger but the workers: they do not count themselves as disconnected.</summary>
    Connections,
}
