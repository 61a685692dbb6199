using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Events;

public sealed class When_the_sdk_reads_the_logs(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "logs")
{
    [Fact]
    public Task Tells_the_way_of_a_delivered_message() => RunAsync();

    [Fact]
    public Task Tells_the_way_of_a_message_that_failed() => RunAsync();

    [Fact]
    public Task Tells_that_a_message_was_cancelled() => RunAsync();

    [Fact]
    public Task Finds_entries_by_label_and_turns_pages() => RunAsync();

    [Fact]
    public Task Finds_entries_by_each_filter() => RunAsync();
}
