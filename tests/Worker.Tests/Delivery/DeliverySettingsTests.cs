using BusQStash.Rules.Destinations;
using BusQStash.Rules.Retries;
using BusQStash.Worker.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery;

public sealed class DeliverySettingsTests
{
    [Theory]
    [InlineData("BusQStash:Delivery:MaxConcurrentPerHost", "0")]
    [InlineData("BusQStash:Delivery:MaxConcurrentDeliveries", "-1")]
    [InlineData("BusQStash:Delivery:Prefetch", "255")]
    [InlineData("BusQStash:Delivery:PrefetchPatience", "00:00:00")]
    [InlineData("BusQStash:Delivery:HostPatience", "00:02:00")]
    [InlineData("BusQStash:Delivery:MaxAttemptDuration", "00:00:00")]
    [InlineData("BusQStash:Delivery:MaxResponseBytes", "-1")]
    [InlineData("BusQStash:Delivery:MaxResponseHeaderBytes", "1000")]
    [InlineData("BusQStash:Delivery:ConnectTimeout", "1.00:00:00")]
    [InlineData("BusQStash:Delivery:Region", "a b")]
    [InlineData("BusQStash:Delivery:Region", "")]
    [InlineData("BusQStash:Retry:BackoffFactor", "-1")]
    [InlineData("BusQStash:Apis:llm:Url", "somewhere")]
    [InlineData("BusQStash:CurrentSigningKey", "sig_alone")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string key, string value)
    {
        await using var harness = new DeliveryHarness((key, value));

        var failure = Assert.Throws<OptionsValidationException>(() => harness.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_defaults_are_the_documented_ones()
    {
        await using var harness = new DeliveryHarness(("BusQStash:Destinations:AllowLoopback", "false"));
        harness.Services.GetRequiredService<IStartupValidator>().Validate();

        var delivery = harness.Services.GetRequiredService<IOptions<DeliveryOptions>>().Value;
        var destinations = harness.Services.GetRequiredService<IOptions<DestinationOptions>>().Value;

        Assert.Equal((256, 128, 1024 * 1024), (delivery.MaxConcurrentDeliveries, delivery.MaxConcurrentPerHost, delivery.MaxResponseBytes));
        Assert.Equal((256 + 192, TimeSpan.FromSeconds(2)), (delivery.CommandsAtOnce, delivery.PrefetchPatience));
        Assert.Equal(1024 * 1024, delivery.MaxResponseHeaderBytes);
        Assert.Equal("EU-CENTRAL-1", delivery.Region);
        Assert.Equal((false, false), (destinations.AllowPrivateNetworks, destinations.AllowLoopback));
        Assert.Equal(2, harness.Services.GetRequiredService<IOptions<RetryOptions>>().Value.BackoffFactor);
    }
}
