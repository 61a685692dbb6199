using BusQStash.Store.Queues;

namespace BusQStash.Worker.Queues;

/// <summary>What the reconciler counted last.</summary>
/// <param name="Lag">Unfinished messages of all queues.</param>
/// <param name="LongestLag">Those of the queue that has most.</param>
/// <param name="Reasons">How many queues there are of each reason.</param>
/// <param name="Named">The configured queues with metrics of their own, if they exist.</param>
/// <param name="At">When it was counted.</param>
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
