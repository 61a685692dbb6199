using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Publishing;

public sealed class When_the_sdk_publishes(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "publish")
{
    [Fact]
    public Task Delivers_json_under_the_id_the_caller_got() => RunAsync();

    [Fact]
    public Task Delivers_with_the_method_and_the_headers_of_the_caller() => RunAsync();

    [Fact]
    public Task Delivers_every_byte_of_a_binary_body() => RunAsync();

    [Fact]
    public Task Keeps_path_and_query_of_the_destination() => RunAsync();

    [Fact]
    public Task Waits_for_the_delay() => RunAsync();

    [Fact]
    public Task Waits_until_the_time_given() => RunAsync();

    [Fact]
    public Task Answers_a_duplicate_with_the_id_of_the_first() => RunAsync();

    [Fact]
    public Task Recognises_the_same_content() => RunAsync();

    [Fact]
    public Task Refuses_a_destination_that_is_none() => RunAsync();

    [Fact]
    public Task Refuses_a_wrong_token() => RunAsync();
}
