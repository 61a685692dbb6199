using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Callbacks;

public sealed class When_the_sdk_asks_for_callbacks(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "callbacks")
{
    [Fact]
    public Task Tells_the_callback_what_the_destination_answered() => RunAsync();

    [Fact]
    public Task Calls_back_after_every_attempt() => RunAsync();

    [Fact]
    public Task Calls_the_failure_callback_once_all_retries_are_used_up() => RunAsync();

    [Fact]
    public Task Shapes_the_callback_by_its_own_headers() => RunAsync();
}
