using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

/// <summary>A token bound to hosts, among the runs of its own endpoints and of others'.</summary>
public sealed class RunBoundsTests(RunBoundsTests.Host host) : IClassFixture<RunBoundsTests.Host>
{
    private const string Within = "https://in.example.com/wf";

    private readonly ApiHost _api = host.Api;
    private readonly RunDriver _runs = new(host.Api);

    [Fact]
    public async Task Runs_of_its_own_endpoints_are_driven_to_their_end()
    {
        (await StartAsync("wfr_own", Within, "of-hosts")).Expect(200);

        (await SubmitAsync("wfr_own", RunDriver.Run(1), "of-hosts")).Expect(200);
        (await WaitAsync("wfr_own", "own", Within, "of-hosts")).Expect(200);
        Assert.Single((await AsAsync("of-hosts", "POST", "/v2/notify/own", "1")).Expect(201).Json.AsArray());
        Assert.Equal(3, (await AsAsync("of-hosts", "GET", "/v2/workflows/runs/wfr_own")).Expect(200).Json.AsArray().Count);
        (await AsAsync("of-hosts", "DELETE", "/v2/workflows/runs/wfr_own?cancel=false", "1")).Expect(200);
        (await AsAsync("of-hosts", "DELETE", "/v2/workflows/runs/wfr_own?cancel=false", "1")).Expect(200);
        (await AsAsync("of-hosts", "GET", "/v2/workflows/runs/wfr_own")).Expect(404);
    }

    [Theory]
    [InlineData("of-hosts", "in.example.com")]
    [InlineData("of-queues", "orders")]
    public async Task Runs_of_others_are_neither_read_nor_changed(string token, string names)
    {
        var runId = $"wfr_other_{token}";
        await _runs.StartAsync(runId, "the secret payload");
        (await _runs.WaitAsync(runId, $"paid-{token}", 1)).Expect(200);

        (await AsAsync(token, "GET", $"/v2/workflows/runs/{runId}")).ExpectError(403, names);
        (await AsAsync(token, "DELETE", $"/v2/workflows/runs/{runId}")).ExpectError(403, names);
        (await AsAsync(token, "DELETE", $"/v2/workflows/runs/{runId}?cancel=false", "1")).ExpectError(403, names);
        (await AsAsync(token, "POST", $"/v2/notify/{runId}/paid-{token}", "1")).ExpectError(403, names);
        Assert.Equal("[]", (await AsAsync(token, "POST", $"/v2/notify/paid-{token}", "1")).Expect(201).Text);
        (await SubmitAsync(runId, RunDriver.Run(2), token)).ExpectError(403, names);
        (await WaitAsync(runId, "other", Within, token)).ExpectError(403, names);
        (await StartAsync(runId, Within, token)).ExpectError(403, names);
        (await AsAsync(token, "POST", $"/v2/trigger/{Within}", "", ("Upstash-Workflow-RunId", runId))).ExpectError(403, names);

        Assert.Equal(["the secret payload"], await _runs.StepsAsync(runId));
        Assert.Single((await _api.CallAsync("GET", $"/v2/waiters/paid-{token}")).Expect(200).Json.AsArray());
    }

    [Fact]
    public async Task A_notification_reaches_its_own_runs_among_all_that_wait()
    {
        (await StartAsync("wfr_mine", Within, "of-hosts")).Expect(200);
        (await WaitAsync("wfr_mine", "shared", Within, "of-hosts")).Expect(200);
        await _runs.StartAsync("wfr_theirs");
        (await _runs.WaitAsync("wfr_theirs", "shared", 1)).Expect(200);

        var notified = (await AsAsync("of-hosts", "POST", "/v2/notify/shared", "1")).Expect(201).Json.AsArray();

        Assert.Equal("wfr_mine", Assert.Single(notified)!["workflowRunId"]!.GetValue<string>());
        Assert.Single((await _api.CallAsync("GET", "/v2/waiters/shared")).Expect(200).Json.AsArray());
    }

    [Theory]
    [InlineData("https://elsewhere.net/wf", Within)]
    [InlineData(Within, "https://elsewhere.net/wf")]
    public async Task No_message_of_a_wait_goes_elsewhere(string url, string timeoutUrl)
    {
        await StartAsync("wfr_waits", Within, "of-hosts");
        (await WaitAsync("wfr_waits", "elsewhere", url, "of-hosts", timeoutUrl)).ExpectError(403, "in.example.com");
        Assert.Equal("[]", (await _api.CallAsync("GET", "/v2/waiters/elsewhere")).Expect(200).Text);
    }

    [Fact]
    public async Task Neither_a_strangers_run_nor_an_address_elsewhere_is_told_the_end_of_an_invoked_run()
    {
        await StartAsync("wfr_parent", Within, "of-hosts");
        await _runs.StartAsync("wfr_stranger");

        (await InvokeAsync("wfr_stranger", Within)).ExpectError(403, "in.example.com");
        (await InvokeAsync("wfr_parent", "https://elsewhere.net/wf")).ExpectError(403, "in.example.com");
        (await InvokeAsync("wfr_parent", Within)).Expect(200);
    }

    private Task<ApiAnswer> InvokeAsync(string parent, string parentUrl) => AsAsync(
        "of-hosts",
        "POST",
        $"/v2/publish/{Within}",
        new JsonObject
        {
            ["body"] = "1",
            ["headers"] = new JsonObject { ["Upstash-Workflow-RunId"] = new JsonArray(parent) },
            ["workflowRunId"] = parent,
            ["workflowUrl"] = parentUrl,
            ["step"] = JsonNode.Parse("""{"stepId":1,"stepName":"sub","stepType":"Invoke","concurrent":1}"""),
        }.ToJsonString(),
        [.. Headers("wfr_child", "true"), ("Upstash-Workflow-Invoke", "true")]);

    private Task<ApiAnswer> StartAsync(string runId, string url, string token) => AsAsync(token, "POST", $"/v2/publish/{url}", "payload", Headers(runId, "true"));

    private Task<ApiAnswer> SubmitAsync(string runId, string step, string token) => AsAsync(token, "POST", $"/v2/publish/{Within}", step, Headers(runId, "false"));

    private Task<ApiAnswer> WaitAsync(string runId, string eventId, string url, string token, string? timeoutUrl = null) => AsAsync(
        token,
        "POST",
        $"/v2/wait/{eventId}",
        $$$"""{"url":"{{{url}}}","timeout":"1h","timeoutUrl":"{{{timeoutUrl ?? url}}}","step":{"stepId":7,"stepType":"Wait","stepName":"wait","concurrent":1}}""",
        Headers(runId, "false"));

    private static (string, string)[] Headers(string runId, string init) =>
        [.. RunDriver.Common(runId).Where(header => header.Item1 is not ("Upstash-Workflow-Init" or "Upstash-Workflow-Url")), ("Upstash-Workflow-Init", init)];

    private Task<ApiAnswer> AsAsync(string token, string method, string target, string body = "", params (string Name, string Value)[] headers) =>
        _api.CallAsync(method, target, body, [("Authorization", $"Bearer {token}"), .. headers]);

    /// <summary>A server that knows a token bound to a host, and one bound to a queue.</summary>
    public sealed class Host : IAsyncLifetime
    {
        internal ApiHost Api { get; } = new();

        public ValueTask InitializeAsync()
        {
            Bind("hosts", "Hosts", "in.example.com");
            Bind("queues", "Queues", "orders");
            return Api.InitializeAsync();
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();

        private void Bind(string name, string to, string bound)
        {
            Api.Settings[$"BusQStash:Tokens:{name}:Token"] = $"of-{name}";
            Api.Settings[$"BusQStash:Tokens:{name}:Rights"] = "publish";
            Api.Settings[$"BusQStash:Tokens:{name}:{to}"] = bound;
        }
    }
}
