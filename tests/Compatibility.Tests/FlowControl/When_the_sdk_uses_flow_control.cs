using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.FlowControl;

public sealed class When_the_sdk_uses_flow_control(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "flowControl")
{
    [Fact]
    public Task Never_has_more_in_flight_than_the_parallelism() => RunAsync();

    [Fact]
    public Task Starts_no_more_in_a_window_than_the_rate() => RunAsync();

    [Fact]
    public Task Shows_pauses_pins_and_resets_a_key() => RunAsync();

    [Fact]
    public Task Tells_the_global_parallelism() => RunAsync();
}
