using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.UrlGroups;

public sealed class When_the_sdk_uses_a_url_group(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "urlGroups")
{
    [Fact]
    public Task Delivers_to_every_endpoint_of_the_group() => RunAsync();

    [Fact]
    public Task Retries_one_endpoint_without_troubling_the_other() => RunAsync();

    [Fact]
    public Task Adds_and_lists_and_removes_endpoints() => RunAsync();

    [Fact]
    public Task Refuses_to_publish_to_a_group_that_is_not_there() => RunAsync();
}
