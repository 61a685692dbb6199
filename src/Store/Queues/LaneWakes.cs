namespace BusQStash.Store.Queues;

/// <summary>Lanes that a transaction notifies of a change: it bumps their signals and makes parked lanes due at once.</summary>
internal sealed class LaneWakes
{
    private readonly Dictionary<string, long> _canceledThrough = new(StringComparer.Ordinal);

    /// <summary>Queue names, each with the highest <c>seq</c> canceled in this transaction; 0 if none was.</summary>
    public IReadOnlyDictionary<string, long> CanceledThrough => _canceledThrough;

    public void Add(string queueName, long canceledSeq = 0) =>
        _canceledThrough[queueName] = Math.Max(canceledSeq, _canceledThrough.GetValueOrDefault(queueName));
}
