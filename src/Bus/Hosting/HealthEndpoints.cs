using BusQStash.Bus.Connections;
using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Hosting;

/// <summary>Health of a process, for orchestrators and people.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Maps <c>GET /health/live</c> (200 while the process runs) and <c>GET /health/ready</c>: 503 when the ledger does not respond, or when the process is a worker
    /// only and the broker accepts no commands; 200 otherwise. An Api accepts messages without the broker, so that state is <c>degraded</c>, not unready; a process
    /// that knows of an unresponsive broker queue of a lane is degraded too, because lanes continue from the ledger.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapGet("/health/live", () => TypedResults.Text("live"));
        routes.MapGet("/health/ready", (Delegate)ReadyAsync);
    }

    private static async Task<JsonHttpResult<HealthReport>> ReadyAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var ledger = await PingAsync(services.GetRequiredService<ILedgerIdentity>(), context.RequestAborted);
        var broker = Describe(services.GetRequiredService<BusConnections>().Kind, services.GetRequiredService<BrokerWatch>().State);
        var accepts = services.GetRequiredService<IOptions<InstanceOptions>>().Value.Kind.HasFlag(InstanceKind.Api);
        var unusable = services.GetRequiredService<UnusableQueues>();
        var names = unusable.List();
        var brokerWorks = broker is "ready" or "in-memory" && !unusable.CommandsWait;
        var status = (ledger, brokerWorks, accepts) switch
        {
            ("ready", true, _) => names.Count == 0 ? "ready" : "degraded",
            ("ready", false, true) => "degraded",
            _ => "unavailable",
        };
        return TypedResults.Json(
            new HealthReport(status, ledger, broker, names.Count == 0 ? null : names),
            HostingJson.Default.HealthReport,
            statusCode: status == "unavailable" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static async Task<string> PingAsync(ILedgerIdentity ledger, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PingLimit);
        try
        {
            await ledger.PingAsync(limit.Token).WaitAsync(limit.Token);
            return "ready";
        }
        catch (Exception exception)
        {
            return exception is OperationCanceledException ? "does not answer" : $"does not answer ({exception.GetType().Name})";
        }
    }

    private static string Describe(TransportKind kind, BrokerState state) => (kind, state) switch
    {
        (TransportKind.InMemory, _) => "in-memory",
        (_, BrokerState.Ready) => "ready",
        (_, BrokerState.Blocked) => "blocked",
        _ => "unreachable",
    };
}
