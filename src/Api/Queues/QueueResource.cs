using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>A queue as the API shows it (wire contract 12.1). Members unknown to QStash are shown only where the queue differs from QStash's behaviour.</summary>
internal sealed record QueueResource(long CreatedAt, long UpdatedAt, string Name, int Parallelism, long Lag, bool Paused)
{
    internal const string Block = "block", StepAside = "stepAside";

    public string? FailingHead { get; init; }

    public bool? AwaitCallbacks { get; init; }

    internal static QueueResource Of(QueueInfo queue) => new(
        queue.CreatedAt.ToUnixTimeMilliseconds(),
        queue.UpdatedAt.ToUnixTimeMilliseconds(),
        queue.Name,
        queue.Parallelism,
        queue.Lag,
        queue.Paused)
    {
        FailingHead = queue.StepsAside ? StepAside : null,
        AwaitCallbacks = queue.AwaitsCallbacks ? null : false,
    };
}
