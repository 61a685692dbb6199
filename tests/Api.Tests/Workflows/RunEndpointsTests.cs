using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

public sealed class RunEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private readonly RunDriver _runs = new(api);

    [Fact]
    public async Task The_list_has_every_step_in_its_order_with_its_message()
    {
        var first = await _runs.StartAsync("wfr_list", "");
        var second = (await _runs.SubmitAsync("wfr_list", RunDriver.Run(1))).Expect(200).MessageId;

        var list = (await api.CallAsync("GET", "/v2/workflows/runs/wfr_list")).Expect(200).Json.AsArray();

        Assert.Equal([first, second], list.Select(step => step!["messageId"]!.GetValue<string>()));
        Assert.Equal("", list[0]!["body"]!.GetValue<string>());
        Assert.All(list, step => Assert.Equal("step", step!["callType"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_end_that_comes_again_changes_nothing()
    {
        await _runs.StartAsync("wfr_end");
        (await api.CallAsync("DELETE", "/v2/workflows/runs/wfr_end?cancel=false", """{"done":true}""")).Expect(200);
        (await api.CallAsync("DELETE", "/v2/workflows/runs/wfr_end?cancel=false", "other")).Expect(200);
        (await api.CallAsync("DELETE", "/v2/workflows/runs/wfr_end")).Expect(200);

        var run = await _runs.LogAsync("wfr_end");

        Assert.Equal(("RUN_SUCCESS", """{"done":true}"""), (run["workflowState"]!.GetValue<string>(), run["workflowRunResponse"]!.GetValue<string>()));
        (await api.CallAsync("GET", "/v2/workflows/runs/wfr_end")).ExpectError(404, "wfr_end");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("DELETE", "?cancel=false")]
    [InlineData("DELETE", "?cancel=true")]
    public async Task A_run_that_never_was_is_404(string method, string query) =>
        (await api.CallAsync(method, $"/v2/workflows/runs/wfr_never{query}")).ExpectError(404, "wfr_never");

    [Fact]
    public async Task A_run_without_a_name_is_no_reason_to_cancel_all()
    {
        await _runs.StartAsync("wfr_bystander");
        (await api.CallAsync("DELETE", "/v2/workflows/runs/")).Expect(400);
        Assert.Single(await _runs.StepsAsync("wfr_bystander"));
    }

    [Theory]
    [InlineData("wfr_a/b", "wfr_a%2Fb")]
    [InlineData("wfr_a%2Fb", "wfr_a%252Fb")]
    [InlineData("wfr_a/%2F", "wfr_a%2f%252F")]
    [InlineData("wfr_ä b/ö", "wfr_%C3%A4%20b%2F%C3%B6")]
    public async Task An_id_may_be_any_text(string runId, string inPath)
    {
        await _runs.StartAsync(runId);
        Assert.Equal("payload", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(
            (await api.CallAsync("GET", $"/v2/workflows/runs/{inPath}")).Expect(200).Json[0]!["body"]!.GetValue<string>())));
        (await _runs.WaitAsync(runId, "paid%2Ffull", 1)).Expect(200);
        Assert.Single((await api.CallAsync("GET", "/v2/waiters/paid%2Ffull")).Expect(200).Json.AsArray());
        Assert.Single((await api.CallAsync("POST", $"/v2/notify/{inPath}/paid%2Ffull", "1")).Expect(201).Json.AsArray());
        (await api.CallAsync("POST", $"/v2/workflows/hooks/user/{inPath}/hook", "1", ("Authorization", ""))).Expect(200);
        (await api.CallAsync("DELETE", $"/v2/workflows/runs/{inPath}")).Expect(200);
        Assert.Equal(runId, (await _runs.LogAsync(runId))["workflowRunId"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_list_is_for_those_who_run_workflows()
    {
        await _runs.StartAsync("wfr_mine");
        (await api.CallAsync("GET", "/v2/workflows/runs/wfr_mine", "", ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"))).Expect(403);
    }

    [Fact]
    public async Task Readers_of_the_log_find_no_secret_in_what_a_call_answered()
    {
        await _runs.StartAsync("wfr_secret", "payload", ("Upstash-Forward-Authorization", "secret-1"));
        var called = """{"stepId":1,"stepName":"ask","stepType":"Call","out":"{\"status\":200,\"body\":\"hi\",\"header\":{\"Set-Cookie\":[\"secret-2\"]}}","concurrent":1}""";
        (await _runs.SubmitAsync("wfr_secret", called)).Expect(200);
        var hook = Convert.ToBase64String("""{"method":"POST","header":{"Authorization":["secret-3"]}}"""u8);
        (await _runs.SubmitAsync("wfr_secret", $$"""{"stepId":2,"stepName":"hook","stepType":"WaitForWebhook","out":"{{hook}}","concurrent":1}""")).Expect(200);

        foreach (var target in new[] { "/v2/workflows/logs?workflowRunId=wfr_secret", "/v2/workflows/events?workflowRunId=wfr_secret" })
        {
            var seen = (await api.CallAsync("GET", target)).Expect(200).Text;
            var shown = (await api.CallAsync("GET", target, "", ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"))).Expect(200).Text;
            Assert.Contains("secret-1", seen, StringComparison.Ordinal);
            Assert.Contains("secret-2", seen, StringComparison.Ordinal);
            Assert.Contains(hook, seen, StringComparison.Ordinal);
            Assert.DoesNotContain("secret-", shown, StringComparison.Ordinal);
            Assert.DoesNotContain(hook, shown, StringComparison.Ordinal);
            Assert.Contains("REDACTED", shown, StringComparison.Ordinal);
        }
    }
}
