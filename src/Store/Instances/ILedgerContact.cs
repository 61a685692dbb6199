namespace BusQStash.Store.Instances;

/// <summary>
/// How long this process has been in touch with the ledger. While the ledger is away nobody can renew a heartbeat, so an old one says nothing about a process
/// until the observer itself has been back for as long: age counts from the later of the heartbeat and the end of the observer's own failure to reach the ledger.
/// </summary>
public interface ILedgerContact
{
    /// <summary>For how long the ledger has answered this process without a failure or a gap; zero while it does not.</summary>
    TimeSpan Unbroken { get; }
}
