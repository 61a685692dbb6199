using System.Diagnostics.Metrics;
using System.Reflection;
using BusQStash.Bus.Connections;
using BusQStash.Rules.Metrics;
using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Instances;

/// <summary>Metrics for whether ledger and broker respond, and for the running version. A hosted service, so that it is created.</summary>
internal sealed class HealthMetrics : IHostedService
{
    private readonly ILedgerContact _ledger;
    private readonly BrokerWatch _broker;

    public HealthMetrics(IMeterFactory meters, ILedgerContact ledger, BrokerWatch broker, IOptions<InstanceOptions> options)
    {
        (_ledger, _broker) = (ledger, broker);
        var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var kind = options.Value.Kind.ToString().ToLowerInvariant();
        var meter = meters.Create(MetricNames.Meter);
        meter.CreateObservableGauge("busqstash.health", Health, description: "1 while the component responds to this process, else 0.");
        meter.CreateObservableGauge(
            "busqstash.build.info",
            () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", version), new KeyValuePair<string, object?>("kind", kind)),
            description: "Which version runs, as what.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Measurement<int>[] Health() =>
    [
        new(_ledger.Unbroken > TimeSpan.Zero ? 1 : 0, new KeyValuePair<string, object?>("component", "ledger")),
        new(_broker.State == BrokerState.Ready ? 1 : 0, new KeyValuePair<string, object?>("component", "broker")),
    ];
}
