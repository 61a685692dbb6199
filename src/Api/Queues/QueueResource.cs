using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>A queue as the API shows it (wire contract 12.1).</summary>
internal sealed record QueueResource(long CreatedAt, long UpdatedAt, string Name, int Parallelism, long Lag, bool Paused)
{
    internal static QueueResource Of(QueueInfo queue) => new(
        queue.CreatedAt.ToUnixTimeMilliseconds(),
        queue.UpdatedAt.ToUnixTimeMilliseconds(),
        queue.Name,
        queue.Parallelism,
        queue.Lag,
        queue.Paused);
}
