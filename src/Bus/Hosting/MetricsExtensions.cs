using System.Reflection;
using BusQStash.Rules.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace BusQStash.Bus.Hosting;

/// <summary>Metrics in Prometheus text.</summary>
public static class MetricsExtensions
{
    /// <summary>Collects BusQStash's own meters and those of the web server.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="service">The program's service name; <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> override it.</param>
    public static IServiceCollection AddPrometheusMetrics(this IServiceCollection services, string service)
    {
        var version = typeof(MetricsExtensions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        services.AddOpenTelemetry().ConfigureResource(resource => resource
            .AddService(service, serviceVersion: version, autoGenerateServiceInstanceId: false)
            .AddEnvironmentVariableDetector());
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(MetricNames.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddPrometheusExporter());
        return services;
    }

    /// <summary>Maps <c>GET /metrics</c>.</summary>
    public static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint("/metrics");
}
