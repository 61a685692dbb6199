using Refit;

namespace BusQStash.Client.Queues;

internal interface IQueueRoutes
{
    [Post("/v2/queues")]
    Task UpsertAsync([Body] QueueSettings settings, CancellationToken cancellationToken);

    [Get("/v2/queues")]
    Task<IReadOnlyList<Queue>> ListAsync(CancellationToken cancellationToken);

    [Get("/v2/queues/{name}")]
    Task<Queue> GetAsync(string name, CancellationToken cancellationToken);

    [Delete("/v2/queues/{name}")]
    Task DeleteAsync(string name, CancellationToken cancellationToken);

    [Post("/v2/queues/{name}/pause")]
    Task PauseAsync(string name, CancellationToken cancellationToken);

    [Post("/v2/queues/{name}/resume")]
    Task ResumeAsync(string name, CancellationToken cancellationToken);
}
