using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Workflows;

public sealed class When_the_sdk_runs_workflows(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "workflows")
{
    [Fact]
    public Task Runs_its_steps_once_each_and_returns() => RunAsync();

    [Fact]
    public Task Joins_parallel_steps_of_every_kind() => RunAsync();

    [Fact]
    public Task Delivers_every_result_of_a_block() => RunAsync();

    [Fact]
    public Task Is_not_moved_by_a_result_that_comes_after_the_end() => RunAsync();

    [Fact]
    public Task Sleeps_for_and_until() => RunAsync();

    [Fact]
    public Task Calls_and_gets_the_answer_of_the_last_attempt() => RunAsync();

    [Fact]
    public Task Waits_for_an_event_and_for_none() => RunAsync();

    [Fact]
    public Task Takes_webhooks() => RunAsync();

    [Fact]
    public Task Invokes_another_workflow() => RunAsync();

    [Fact]
    public Task Tells_the_failure_function_once_and_resumes_at_the_failed_step() => RunAsync();

    [Fact]
    public Task Cancels_a_run() => RunAsync();

    [Fact]
    public Task Fetches_what_is_too_large_to_be_sent() => RunAsync();

    [Fact]
    public Task Starts_without_the_sdk() => RunAsync();

    [Fact]
    public Task Sends_the_flow_control_of_a_run_with_all_its_messages() => RunAsync();
}
