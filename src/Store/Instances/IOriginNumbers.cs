namespace BusQStash.Store.Instances;

/// <summary>Told by the ledger about origin numbers that went to no <see cref="Messages.AcceptOutcome"/>, so that they do not hold the watermark for ever.</summary>
/// <remarks>
/// Numbers are handed out inside transactions. When one is rolled back its numbers stay unused: the next try takes new ones.
/// But when the connection broke during the commit, messages may be stored under them that no caller knows of.
/// The ledger has no implementation: whoever sends the commands must look after these numbers, and a host without one does not start.
/// </remarks>
public interface IOriginNumbers
{
    /// <summary>No outcome will carry these numbers. May be called from any thread, and for numbers below others that are confirmed already.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="mayBeStored">
    /// Nobody knows whether the transaction was committed: whatever <see cref="IUnconfirmedMessages.ReadUnconfirmedAsync"/> finds under them is to be published, marked.
    /// Otherwise it was rolled back, and they count as confirmed.
    /// </param>
    void Abandon(IReadOnlyList<long> numbers, bool mayBeStored);
}
