using BusQStash.Api.Http;
using BusQStash.Bus.Connections;
using BusQStash.Store.Instances;

namespace BusQStash.Api.Overview;

/// <summary>Shows current problems, the running processes and their settings.</summary>
internal static class OverviewEndpoints
{
    internal static void MapOverview(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/busqstash/overview", async (OverviewSampler sampler, CancellationToken cancellationToken) =>
            ApiResults.Json(await sampler.GetAsync(cancellationToken), OverviewJson.Default.OverviewResource))
            .WithSummary("Read the overview")
            .WithDescription("Health, what needs attention, rates and failing hosts; at most two seconds old.")
            .Produces<OverviewResource>()
            .Looks();
        routes.MapGet("/busqstash/workers", WorkersAsync)
            .WithSummary("List the processes, and what they do")
            .Produces<WorkersResource>()
            .Looks();
        routes.MapGet("/busqstash/settings", (EffectiveSettings settings) =>
            ApiResults.Json(new SettingList(settings.List()), OverviewJson.Default.SettingList))
            .WithSummary("List the settings of this process")
            .WithDescription("With where each of them comes from; of secrets only whether they are set.")
            .Produces<SettingList>();
    }

    private static async Task<IResult> WorkersAsync(
        IInstanceDetails instances, IServerViews server, ServerSizes sizes, ServerInfo info, HttpContext context, CancellationToken cancellationToken)
    {
        var processes = await instances.ListAsync(cancellationToken);
        var ledger = await server.LedgerAsync(cancellationToken);
        var (bytes, waiting) = await sizes.GetAsync(cancellationToken);
        var watch = context.RequestServices.GetService<BrokerWatch>();
        return ApiResults.Json(
            new WorkersResource(
                [.. processes.All.Select(process => ProcessResource.Of(process, processes))],
                new BrokerResource(info.Transport, (watch?.State ?? BrokerState.Ready).ToString().ToLowerInvariant())
                {
                    Version = context.RequestServices.GetService<BrokerAdmin>()?.BrokerVersion?.ToString(),
                    PingMs = watch?.RoundTrip is { } trip ? Math.Round(trip.TotalMilliseconds, 2) : null,
                    Waiting = waiting,
                },
                new LedgerResource(info.Ledger, ledger.Version, ledger.PingMs, bytes)),
            OverviewJson.Default.WorkersResource);
    }
}
