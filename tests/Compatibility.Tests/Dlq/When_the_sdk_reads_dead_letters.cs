using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Dlq;

public sealed class When_the_sdk_reads_dead_letters(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "deadLetters")
{
    [Fact]
    public Task Lists_a_failed_message_with_the_last_answer() => RunAsync();

    [Fact]
    public Task Delivers_a_dead_letter_again_as_a_new_message() => RunAsync();

    [Fact]
    public Task Delivers_those_named_again() => RunAsync();

    [Fact]
    public Task Deletes_one_dead_letter_once() => RunAsync();

    [Fact]
    public Task Deletes_dead_letters_by_filter_until_there_is_no_cursor() => RunAsync();

    [Fact]
    public Task Deletes_dead_letters() => RunAsync();

    [Fact]
    public Task Finds_entries_by_each_filter() => RunAsync();
}
