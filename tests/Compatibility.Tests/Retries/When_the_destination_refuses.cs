using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Retries;

public sealed class When_the_destination_refuses(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "retries")
{
    [Fact]
    public Task Tries_again_until_the_destination_accepts() => RunAsync();

    [Fact]
    public Task Waits_as_the_expression_says() => RunAsync();

    [Fact]
    public Task Waits_as_the_answer_asks() => RunAsync();

    [Fact]
    public Task Never_retries_what_the_destination_calls_hopeless() => RunAsync();
}
