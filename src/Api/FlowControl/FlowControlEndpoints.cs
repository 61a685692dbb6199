using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.FlowControl;

namespace BusQStash.Api.FlowControl;

/// <summary>Shows and changes flow control: rate and parallelism limits per key (wire contract 19). Workers see a change within a tenth of a second.</summary>
internal static class FlowControlEndpoints
{
    // A worker that has not reported its attempts in flight for this long counts as gone.
    private static readonly TimeSpan WorkerMaxAge = TimeSpan.FromSeconds(4);

    internal static void MapFlowControl(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/flowControl", ListAsync)
            .WithSummary("List flow-control keys").WithDescription("Keys that were used, with what waits and is in flight; search finds part of a key.")
            .Produces<IEnumerable<FlowControlResource>>();
        routes.MapGet("/v2/flowControl/{key}", GetAsync).WithSummary("Read a flow-control key").Produces<FlowControlResource>();
        routes.MapPost("/v2/flowControl/{key}/pause", (string key, IFlowKeys keys) =>
            ChangeAsync(key, () => keys.SetPausedAsync(key, true, CancellationToken.None))).WithSummary("Pause a key: its messages wait");
        routes.MapPost("/v2/flowControl/{key}/resume", (string key, IFlowKeys keys) =>
            ChangeAsync(key, () => keys.SetPausedAsync(key, false, CancellationToken.None))).WithSummary("Let a paused key go on");
        routes.MapPost("/v2/flowControl/{key}/pin", PinAsync)
            .WithSummary("Pin limits of a key").WithDescription("parallelism and/or rate with period in seconds: they hold whatever messages carry.")
            .TakesQuery(QueryParameters.Pin);
        routes.MapPost("/v2/flowControl/{key}/unpin", UnpinAsync)
            .WithSummary("Let messages set the limits of a key again").TakesQuery(QueryParameters.Unpin);
        routes.MapPost("/v2/flowControl/{key}/resetRate", (string key, IFlowKeys keys) =>
            ChangeAsync(key, () => keys.ResetRateAsync(key, CancellationToken.None))).WithSummary("Forget the starts of the current window");
        routes.MapPost("/v2/flowControl/{key}/reset", (string key, IFlowKeys keys) =>
            ChangeAsync(key, () => keys.ResetAsync(key, CancellationToken.None))).WithSummary("Forget starts and permits of a key");
        routes.MapGet("/v2/globalParallelism", GlobalAsync)
            .WithSummary("Read the global parallelism").Produces<GlobalParallelismResource>();
    }

    private static async Task<IResult> ListAsync(string? search, IFlowKeys keys, CancellationToken cancellationToken) => ApiResults.Array(
        (await keys.ListAsync(search, cancellationToken)).Select(FlowControlResource.Of).ToAsyncEnumerable(), FlowControlJson.Default.FlowControlResource);

    private static async Task<IResult> GetAsync(string key, IFlowKeys keys, CancellationToken cancellationToken)
    {
        if (!Name.IsValid(key))
        {
            return BadKey(key);
        }

        return await keys.FindAsync(key, cancellationToken) is { } found
            ? ApiResults.Json(FlowControlResource.Of(found), FlowControlJson.Default.FlowControlResource)
            : ApiResults.NotFound($"flow control key {key} not found");
    }

    private static Task<IResult> PinAsync(string key, HttpRequest request, IFlowKeys keys) =>
        PinQuery.Read(request.Query, out var pin) is { } wrong
            ? Task.FromResult(ApiResults.Malformed(wrong))
            : ChangeAsync(key, () => keys.PinAsync(key, pin, CancellationToken.None));

    private static Task<IResult> UnpinAsync(string key, HttpRequest request, IFlowKeys keys) =>
        PinQuery.Read(request.Query, out var parallelism, out var rate) is { } wrong
            ? Task.FromResult(ApiResults.Malformed(wrong))
            : ChangeAsync(key, () => keys.UnpinAsync(key, parallelism, rate, CancellationToken.None));

    // Not canceled when the caller hangs up.
    private static async Task<IResult> ChangeAsync(string key, Func<Task> change)
    {
        if (!Name.IsValid(key))
        {
            return BadKey(key);
        }

        await change();
        return ApiResults.Done();
    }

    private static async Task<IResult> GlobalAsync(IWorkerLoads loads, CancellationToken cancellationToken)
    {
        var workers = await loads.ListAsync(WorkerMaxAge, cancellationToken);
        var resource = new GlobalParallelismResource(workers.Sum(worker => (long)worker.Capacity), workers.Sum(worker => (long)worker.InFlight));
        return ApiResults.Json(resource, FlowControlJson.Default.GlobalParallelismResource);
    }

    private static IResult BadKey(string key) => ApiResults.Malformed($"invalid flow control key '{key}': it {Name.Rule}");
}
