using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Messages;

public sealed class When_the_sdk_reads_and_cancels_messages(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "messages")
{
    [Fact]
    public Task Shows_a_message_that_waits() => RunAsync();

    [Fact]
    public Task Forgets_a_delivered_message() => RunAsync();

    [Fact]
    public Task Cancels_a_message_before_it_is_delivered() => RunAsync();

    [Fact]
    public Task Cancels_by_url_and_queue_and_time() => RunAsync();

    [Fact]
    public Task Delivers_a_delayed_message_now() => RunAsync();

    [Fact]
    public Task Cancels_all_messages_a_filter_finds() => RunAsync();

    [Fact]
    public Task Answers_404_for_a_message_nobody_knows() => RunAsync();
}
