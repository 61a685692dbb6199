using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace BusQStash.Bus.Hosting;

/// <summary>Exports traces, metrics and logs to an OpenTelemetry collector, if one is configured.</summary>
public static class TracingExtensions
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    /// <summary>
    /// With <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> everything goes there, with <c>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT</c> traces only, with neither nothing is
    /// collected and spans cost nothing. Sampler, resource, headers and protocol are OpenTelemetry's variables, too.
    /// </summary>
    public static IServiceCollection AddOtlp(this IServiceCollection services, IConfiguration configuration)
    {
        var all = configuration[Endpoint] is { Length: > 0 };
        if (!all && configuration[TracesEndpoint] is not { Length: > 0 })
        {
            return services;
        }

        var details = configuration.GetSection(TracingOptions.SectionName).GetValue<bool>(nameof(TracingOptions.Details));
        var telemetry = services.AddOpenTelemetry().WithTracing(traces =>
        {
            traces.AddSource("BusQStash", "Microsoft.AspNetCore", "MassTransit");
            if (details)
            {
                traces.AddSource("Npgsql", "RabbitMQ.Client.Publisher", "RabbitMQ.Client.Subscriber");
            }

            if (!all)
            {
                traces.AddOtlpExporter(exporter => OfTraces(exporter, configuration));
            }
        });
        if (all)
        {
            telemetry.UseOtlpExporter();
        }

        return services;
    }

    /// <summary>The library reads the variables of one kind of data only where all kinds are exported.</summary>
    private static void OfTraces(OtlpExporterOptions exporter, IConfiguration configuration)
    {
        exporter.Endpoint = Uri.TryCreate(configuration[TracesEndpoint], UriKind.Absolute, out var endpoint)
            ? endpoint
            : throw new InvalidOperationException($"{TracesEndpoint} is '{configuration[TracesEndpoint]}', which is no address such as http://collector:4318/v1/traces.");
        exporter.Headers = configuration["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] ?? exporter.Headers;
        exporter.Protocol = configuration["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] switch
        {
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            "grpc" => OtlpExportProtocol.Grpc,
            _ => exporter.Protocol,
        };
    }
}
