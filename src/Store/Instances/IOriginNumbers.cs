namespace BusQStash.Store.Instances;

/// <summary>Receives origin numbers that will appear in no <see cref="Messages.AcceptOutcome"/>, so that they do not hold the watermark back for ever.</summary>
/// <remarks>
/// Numbers are assigned inside transactions. After a rollback its numbers stay unused, because the retry takes new ones. But if the connection broke during the commit, messages
/// that no caller knows of may be stored under them. The store has no implementation: the component that sends the commands must provide one, and a host without it does not start.
/// </remarks>
public interface IOriginNumbers
{
    /// <summary>Reports that no outcome will carry these numbers. May be called from any thread, and for numbers below others that are already confirmed.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="mayBeStored">
    /// Whether the transaction may have been committed: then the messages <see cref="IUnconfirmedMessages.ReadUnconfirmedAsync"/> finds under these numbers must be published,
    /// marked as possible duplicates. Otherwise it was rolled back, and the numbers count as confirmed.
    /// </param>
    void Abandon(IReadOnlyList<long> numbers, bool mayBeStored);
}
