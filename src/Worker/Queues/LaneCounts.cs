using BusQStash.Store.Queues;

namespace BusQStash.Worker.Queues;

/// <summary>The reconciler's latest counts of queues.</summary>
/// <param name="Lag">Unfinished messages of all queues.</param>
/// <param name="LongestLag">Unfinished messages of the queue with the most.</param>
/// <param name="Reasons">Number of queues by reason.</param>
/// <param name="Named">The queues configured to have their own metrics, if they exist.</param>
/// <param name="At">The time of the count.</param>
internal sealed record LaneCounts(
    long Lag, long LongestLag, IReadOnlyDictionary<QueueReason, int> Reasons, IReadOnlyDictionary<string, QueueCount> Named, DateTimeOffset At)
{
    public static LaneCounts Of(IReadOnlyList<QueueCount> queues, IReadOnlyList<string> names, DateTimeOffset now) => new(
        queues.Sum(queue => queue.Lag),
        queues.Select(queue => queue.Lag).DefaultIfEmpty().Max(),
        queues.CountBy(queue => queue.Reason).ToDictionary(),
        queues.Where(queue => names.Contains(queue.Name)).ToDictionary(queue => queue.Name, StringComparer.Ordinal),
        now);

    /// <summary>How old the oldest unfinished message of a queue was; none is zero.</summary>
    public TimeSpan AgeOf(string name) =>
        Named.GetValueOrDefault(name)?.OldestAt is { } oldest && At.ToUnixTimeMilliseconds() > oldest ? TimeSpan.FromMilliseconds(At.ToUnixTimeMilliseconds() - oldest) : TimeSpan.Zero;
}
