using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Queues;

public sealed class When_the_sdk_uses_a_queue(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "queues")
{
    [Fact]
    public Task Delivers_in_the_order_of_enqueueing_one_at_a_time() => RunAsync();

    [Fact]
    public Task Holds_the_others_back_while_the_first_is_retried() => RunAsync();

    [Fact]
    public Task Makes_a_queue_of_parallelism_one_on_first_use() => RunAsync();

    [Fact]
    public Task Changes_and_lists_and_deletes_queues() => RunAsync();

    [Fact]
    public Task Holds_messages_while_paused_and_goes_on_in_order() => RunAsync();

    [Fact]
    public Task Runs_as_many_side_by_side_as_the_parallelism_allows() => RunAsync();

    [Fact]
    public Task Refuses_a_queue_name_with_other_characters() => RunAsync();
}
