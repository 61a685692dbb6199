namespace BusQStash.Store.Queues;

/// <summary>Lanes that a transaction gives news to: their signal is bumped, a parked one is due at once.</summary>
internal sealed class LaneWakes
{
    private readonly Dictionary<string, long> _canceledThrough = new(StringComparer.Ordinal);

    /// <summary>Queue names with the highest <c>seq</c> canceled now; 0 when none was.</summary>
    public IReadOnlyDictionary<string, long> CanceledThrough => _canceledThrough;

    public void Add(string queueName, long canceledSeq = 0) =>
        _canceledThrough[queueName] = Math.Max(canceledSeq, _canceledThrough.GetValueOrDefault(queueName));
}
