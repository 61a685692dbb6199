using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Stats;

public sealed class StatsSwitchedOffTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public StatsSwitchedOffTests() => _api.Settings["BusQStash:Stats:Enabled"] = "false";

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_charts_are_left_out_and_the_rest_goes_on()
    {
        await _api.CallAsync("POST", "/v2/queues", """{"queueName":"q"}""");
        (await _api.CallAsync("GET", "/busqstash/stats")).ExpectError(404, "BusQStash__Stats__Enabled");
        Assert.False((await _api.CallAsync("GET", "/busqstash/info")).Expect(200).Json["features"]!["stats"]!.GetValue<bool>());
        Assert.Null((await _api.CallAsync("GET", "/busqstash/overview")).Expect(200).Json["now"]!["accepted"]);
        Assert.Null((await _api.CallAsync("GET", "/busqstash/queues/q")).Expect(200).Json["sparkline"]);
    }
}
