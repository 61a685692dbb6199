namespace BusQStash.Store.Instances;

/// <summary>Told by the ledger about origin numbers that went to no <see cref="Messages.AcceptOutcome"/>, so that they do not hold the watermark for ever.</summary>
/// <remarks>
/// Numbers are handed out inside transactions. When one is rolled back its numbers stay unused: the next try takes new ones.
/// But when the connection broke during the commit, messages may be stored under them that no caller knows of.
/// </remarks>
public interface IOriginNumbers
{
    /// <summary>
    /// No outcome will carry these numbers. To be treated like numbers whose publish failed: whatever
    /// <see cref="IDoubtfulMessages.ReadInDoubtAsync"/> finds under them is published marked, then all of them count as confirmed.
    /// May be called from any thread, and for numbers below others that are confirmed already.
    /// </summary>
    void Abandon(IReadOnlyList<long> numbers);
}
