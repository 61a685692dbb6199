using BusQStash.Api.Publishing;
using BusQStash.Rules.Destinations;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class DestinationRulesTests
{
    [Theory]
    [InlineData("http://localhost:3000/x", "loopback")]
    [InlineData("http://LOCALHOST./x", "loopback")]
    [InlineData("http://app.localhost/x", "loopback")]
    [InlineData("http://127.0.0.1/x", "loopback")]
    [InlineData("http://2130706433/x", "loopback")]
    [InlineData("http://0x7f.1/x", "loopback")]
    [InlineData("http://[::1]/x", "loopback")]
    [InlineData("http://[::ffff:127.0.0.1]/x", "loopback")]
    [InlineData("http://10.1.2.3/x", "private")]
    [InlineData("http://192.168.0.1/x", "private")]
    [InlineData("http://169.254.169.254/latest/meta-data", "private")]
    [InlineData("http://[fd00::1]/x", "private")]
    public void Refuses_loopback_private_and_metadata_addresses_and_says_why(string url, string why) =>
        Assert.Contains(why, Rules(new()).Read(url, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://93.184.216.34/x")]
    [InlineData("https://example.com/x")]
    [InlineData("https://localhost.example.com/x")]
    [InlineData("http://[2606:2800:220:1:248:1893:25c8:1946]/x")]
    public void Allows_public_addresses(string url) => Assert.Null(Rules(new()).Read(url, out _));

    [Fact]
    public void Settings_allow_loopback_or_private_networks()
    {
        Assert.Null(Rules(new() { AllowLoopback = true }).Read("http://localhost/x", out _));
        Assert.NotNull(Rules(new() { AllowLoopback = true }).Read("http://10.0.0.1/x", out _));
        Assert.Null(Rules(new() { AllowPrivateNetworks = true }).Read("http://10.0.0.1/x", out _));
        Assert.Null(Rules(new() { AllowPrivateNetworks = true }).Read("http://127.0.0.1/x", out _));
    }

    private static DestinationRules Rules(DestinationOptions options) => new(Options.Create(options));
}
