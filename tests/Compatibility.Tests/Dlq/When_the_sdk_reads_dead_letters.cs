using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Dlq;

public sealed class When_the_sdk_reads_dead_letters(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "deadLetters")
{
    [Fact]
    public Task Lists_a_failed_message_with_the_last_answer() => RunAsync();

    [Fact]
    public Task Finds_entries_by_each_filter() => RunAsync();
}
