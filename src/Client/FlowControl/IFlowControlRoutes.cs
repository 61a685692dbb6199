using Refit;

namespace BusQStash.Client.FlowControl;

internal interface IFlowControlRoutes
{
    [Get("/v2/flowControl")]
    Task<IReadOnlyList<FlowControlKey>> ListAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Get("/v2/flowControl/{key}")]
    Task<FlowControlKey> GetAsync(string key, CancellationToken cancellationToken);

    [Get("/v2/globalParallelism")]
    Task<GlobalParallelism> GetGlobalParallelismAsync(CancellationToken cancellationToken);

    [Post("/v2/flowControl/{key}/pause")]
    Task PauseAsync(string key, CancellationToken cancellationToken);

    [Post("/v2/flowControl/{key}/resume")]
    Task ResumeAsync(string key, CancellationToken cancellationToken);

    [Post("/v2/flowControl/{key}/pin")]
    Task PinAsync(string key, [Query] IDictionary<string, string> limits, CancellationToken cancellationToken);

    [Post("/v2/flowControl/{key}/unpin")]
    Task UnpinAsync(string key, [Query] IDictionary<string, string> limits, CancellationToken cancellationToken);

    [Post("/v2/flowControl/{key}/resetRate")]
    Task ResetRateAsync(string key, CancellationToken cancellationToken);
}
