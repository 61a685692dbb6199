using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Schedules;

public sealed class When_the_sdk_uses_schedules(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "schedules")
{
    [Fact]
    public Task Delivers_at_every_instant_what_the_schedule_was_made_with() => RunAsync();

    [Fact]
    public Task Shows_all_that_the_schedule_was_made_with() => RunAsync();

    [Fact]
    public Task Lists_and_deletes_schedules() => RunAsync();

    [Fact]
    public Task Replaces_the_schedule_of_an_id() => RunAsync();

    [Fact]
    public Task Fires_nothing_while_paused() => RunAsync();

    [Fact]
    public Task Puts_its_messages_into_a_queue() => RunAsync();

    [Fact]
    public Task Delivers_to_every_endpoint_of_a_group() => RunAsync();

    [Fact]
    public Task Tells_the_states_of_the_last_messages() => RunAsync();

    [Fact]
    public Task Finds_its_messages_in_the_logs() => RunAsync();

    [Fact]
    public Task Refuses_a_cron_and_an_id_that_are_none() => RunAsync();
}
