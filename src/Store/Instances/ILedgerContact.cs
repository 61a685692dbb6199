namespace BusQStash.Store.Instances;

/// <summary>
/// How long this process has been in touch with the ledger. While the ledger is away nobody can renew a heartbeat, so an old one says nothing about a process
/// until the observer itself has been back for as long: age counts from the later of the heartbeat and the end of the observer's own failure to reach the ledger.
/// </summary>
public interface ILedgerContact
{
    /// <summary>For how long the ledger has answered this process without a failure or a gap; zero while it does not.</summary>
    TimeSpan Unbroken { get; }

    /// <summary>
    /// Canceled when the ledger is known to be away: two beats in a row failed, and no answer came for longer than any gap. Whoever asks when it is back gets another. Never
    /// canceled where the ledger is a file.
    /// </summary>
    CancellationToken Lost { get; }
}
