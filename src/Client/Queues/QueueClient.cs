using BusQStash.Client.Http;

namespace BusQStash.Client.Queues;

internal sealed class QueueClient(IQueueRoutes routes) : IQueueClient
{
    public Task UpsertAsync(string name, int? parallelism = null, bool? paused = null, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        if (parallelism is { } most)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(parallelism));
        }

        return routes.UpsertAsync(new QueueSettings(name, parallelism, paused), cancellationToken);
    }

    public Task<IReadOnlyList<Queue>> ListAsync(CancellationToken cancellationToken = default) => routes.ListAsync(cancellationToken);

    public Task<Queue> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        return routes.GetAsync(name, cancellationToken);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        return routes.DeleteAsync(name, cancellationToken);
    }

    public Task PauseAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        return routes.PauseAsync(name, cancellationToken);
    }

    public Task ResumeAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        return routes.ResumeAsync(name, cancellationToken);
    }
}
