namespace BusQStash.Store.Instances;

/// <summary>
/// How long this process has been in contact with the ledger. During a ledger outage no process can renew its heartbeat, so an old heartbeat says nothing about a process until the
/// observer itself has been back for as long. Age therefore counts from the later of the heartbeat and the end of the observer's own outage.
/// </summary>
public interface ILedgerContact
{
    /// <summary>How long the ledger has answered this process without a failure or a gap; zero during an outage.</summary>
    TimeSpan Unbroken { get; }

    /// <summary>
    /// How long ago this process sent the last heartbeat that the ledger answered; zero as long as others do not watch its connections (<see cref="InstanceIdentity.IsWatched"/>), and
    /// when the ledger is a file.
    /// </summary>
    TimeSpan SinceAnswer { get; }

    /// <summary>
    /// Canceled when the ledger is known to be unreachable: two heartbeats in a row failed, and no answer came for longer than any gap. After recovery the property returns a new
    /// token. Never canceled when the ledger is a file.
    /// </summary>
    CancellationToken Lost { get; }
}
