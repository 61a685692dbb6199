using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Workflows;

/// <summary>BusQStash on PostgreSQL and RabbitMQ, and an endpoint with workflows.</summary>
internal sealed class WorkflowSystem : IAsyncDisposable
{
    // What one batch call starts: far below its limit.
    private const int AtOnce = 100;

    private readonly WorkflowCalls _calls;
    private int _groups;

    private WorkflowSystem(Backends backends, BusQStashSystem system, SinkProcess endpoint)
    {
        Backends = backends;
        System = system;
        Endpoint = endpoint;
        _calls = new WorkflowCalls(system.Api.Url, BusQStashSystem.Authorization);
    }

    public Backends Backends { get; }

    public BusQStashSystem System { get; }

    /// <summary>The endpoint's process: to the benchmark it is a sink whose messages are the deliveries of runs.</summary>
    public SinkProcess Endpoint { get; }

    public static async Task<WorkflowSystem> StartAsync(Report report)
    {
        var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        var system = await BusQStashSystem.StartAsync(backends);
        return new WorkflowSystem(backends, system, await SinkProcess.StartAsync(EndpointServer.Role, system.Api.Url, BusQStashSystem.Authorization));
    }

    /// <summary>The path of a workflow.</summary>
    public static string PathOf(WorkflowKind kind, int steps) => $"/{kind}/{steps}".ToLowerInvariant();

    /// <summary>Forgets what has come, starts runs, and expects all their deliveries.</summary>
    public async Task StartRunsAsync(WorkflowKind kind, int steps, int count)
    {
        await Endpoint.ResetAsync(count * WorkflowDelivery.DeliveriesOf(kind, steps));
        await Backends.SettleAsync();
        await TriggerAsync(Endpoint.Url, PathOf(kind, steps), count);
    }

    /// <summary>Starts runs.</summary>
    /// <param name="endpoint">The endpoint's address, without a path.</param>
    /// <param name="path">The workflow's path.</param>
    /// <param name="count">How many.</param>
    public async Task TriggerAsync(string endpoint, string path, int count)
    {
        var group = $"group{++_groups}";
        for (var first = 0; first < count; first += AtOnce)
        {
            await _calls.TriggerAsync(endpoint, path, group, first, Math.Min(AtOnce, count - first));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await Endpoint.DisposeAsync();
        await System.DisposeAsync();
        await Backends.DisposeAsync();
    }
}
