using System.Reflection;
using BusQStash.Api.BulkActions;
using BusQStash.Api.Http;
using BusQStash.Bus.Connections;
using BusQStash.Store.Startup;
using BusQStash.Store.Stats;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Overview;

/// <summary>This server and its retention. It does not change while the process runs.</summary>
internal sealed class ServerInfo(
    StoreKind ledger, IOptions<StoreOptions> store, IOptions<BulkActionOptions> bulkActions, IOptions<StatsOptions> stats, IServiceProvider services, TimeProvider time)
{
    internal static readonly string Version =
        typeof(ServerInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private readonly long _startedAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The names of the ledger and the transport.</summary>
    internal string Ledger => ledger == StoreKind.Postgres ? "postgres" : "sqlite";

    internal string Transport => services.GetService<IOptions<BrokerOptions>>()?.Value.Kind == TransportKind.RabbitMq ? "rabbitmq" : "inmemory";

    internal InfoResource Of(Access access) => new()
    {
        Version = Version,
        ServerTime = time.GetUtcNow().ToUnixTimeMilliseconds(),
        StartedAt = _startedAt,
        Access = access.Word,
        Ledger = Ledger,
        Transport = Transport,
        Features = new InfoFeatures(Stats: stats.Value.Enabled, Workflows: true),
        Retention = new InfoRetention(
            (long)store.Value.FinishedRetention.TotalMilliseconds,
            (long)store.Value.DeadLetterRetention.TotalMilliseconds,
            (long)bulkActions.Value.Retention.TotalMilliseconds,
            (long)stats.Value.Minutes.TotalMilliseconds,
            (long)stats.Value.Hours.TotalMilliseconds,
            (long)stats.Value.Days.TotalMilliseconds),
        Limits = new InfoLimits(),
    };
}
