using BusQStash.Bus.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Xunit;

namespace BusQStash.Api.Tests.Hosting;

public sealed class MetricsTests
{
    [Fact]
    public void Name_the_service_they_are_of()
    {
        Assert.Equal("busqstash-api", NameOf([]));
        Assert.Equal("shop-queue", NameOf(new() { ["OTEL_SERVICE_NAME"] = "shop-queue" }));
        Assert.Equal("shop-queue", NameOf(new() { ["OTEL_RESOURCE_ATTRIBUTES"] = "service.name=shop-queue" }));
    }

    private static object? NameOf(Dictionary<string, string?> environment)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(environment).Build())
            .AddPrometheusMetrics("busqstash-api")
            .BuildServiceProvider();
        var resource = services.GetRequiredService<MeterProvider>().GetResource();
        return resource.Attributes.Single(attribute => attribute.Key == "service.name").Value;
    }
}
