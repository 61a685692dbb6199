using BusQStash.Api.Http;

namespace BusQStash.Api.Overview;

/// <summary>Describes this server.</summary>
internal static class InfoEndpoints
{
    internal static void MapInfo(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/busqstash/info", (HttpContext context, ServerInfo info) => ApiResults.Json(
            info.Of(Caller.Of(context)?.Access ?? Access.Read), OverviewJson.Default.InfoResource))
            .WithSummary("Read what this server is")
            .WithDescription("Its version, what the token may do, what is kept how long, and how far lists and counts go.")
            .Produces<InfoResource>();
}
