using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Publishing;

public sealed class When_the_sdk_sends_a_batch(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "batch")
{
    [Fact]
    public Task Answers_in_the_order_of_the_items() => RunAsync();

    [Fact]
    public Task Gives_every_item_its_own_options() => RunAsync();

    [Fact]
    public Task Keeps_the_order_of_items_for_the_same_queue() => RunAsync();

    [Fact]
    public Task Answers_one_list_for_a_url_group() => RunAsync();

    [Fact]
    public Task Accepts_the_other_items_when_one_is_refused() => RunAsync();
}
