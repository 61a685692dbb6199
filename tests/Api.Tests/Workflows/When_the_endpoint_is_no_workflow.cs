using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

/// <summary>A run whose endpoint answers otherwise than an SDK would, on the embedded default; what it did stands in the run's log.</summary>
public sealed class When_the_endpoint_is_no_workflow(When_the_endpoint_is_no_workflow.Server server) : IClassFixture<When_the_endpoint_is_no_workflow.Server>
{
    private const string NoWorkflow =
        "detected a non-workflow destination for trigger/invoke. make sure you are sending the request to the correct endpoint";

    private const string NoHandshake = "trigger rest api is only usable with sdk versions after v1.0.0 major version";

    private static readonly (string, string) Version = ("Upstash-Workflow-Sdk-Version", "1");

    [Fact]
    public async Task A_2xx_without_the_version_fails_the_run_at_once_whatever_retries_are_left()
    {
        var hook = server.Destination.AddHook(Answer.Text("<h1>It works!</h1>"));

        var error = Assert.Single(Errors(await FailedAsync(await StartAsync(hook.Url, ("Upstash-Retries", "5")))));

        Assert.Equal((200, NoWorkflow, "<h1>It works!</h1>"), (Status(error), Text(error, "error"), Text(error, "body")));
        Assert.Single(hook.Requests);
    }

    [Fact]
    public async Task With_the_version_any_body_will_do_and_the_run_goes_on()
    {
        var hook = server.Destination.AddHook(Answer.Status(200, Version));
        var runId = await StartAsync(hook.Url);
        await DeliveredAsync(runId);
        Assert.Equal("RUN_STARTED", Text(await LogAsync(runId), "workflowState"));
    }

    [Fact]
    public async Task Who_does_not_ask_to_look_for_it_gets_no_such_failure()
    {
        var runId = await StartAsync(server.Destination.AddHook().Url, ("Upstash-Feature-Set", "LazyFetch,InitialBody"));
        await DeliveredAsync(runId);
        Assert.Equal("RUN_STARTED", Text(await LogAsync(runId), "workflowState"));
    }

    [Theory]
    [InlineData(404, "404 Not Found")]
    [InlineData(400, "400 Bad Request")]
    [InlineData(500, "500 Internal Server Error")]
    [InlineData(502, "502 Bad Gateway")]
    public async Task Every_other_answer_is_an_ordinary_failure_and_retried(int status, string told)
    {
        var hook = server.Destination.AddHook(Answer.Text("garbage \u0000\uFFFD{", status));

        var errors = Errors(await FailedAsync(await StartAsync(hook.Url)));

        Assert.Equal([(status, told), (status, told)], errors.Select(error => (Status(error), Text(error, "error"))));
        Assert.Equal(2, hook.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var elsewhere = server.Destination.AddHook(Answer.Status(200, Version));
        var hook = server.Destination.AddHook(Answer.RedirectTo(elsewhere.Url, 307));

        var errors = Errors(await FailedAsync(await StartAsync(hook.Url)));

        Assert.All(errors, error => Assert.Equal((307, "307 Temporary Redirect"), (Status(error), Text(error, "error"))));
        Assert.Equal(elsewhere.Url, errors[0]["headers"]!["Location"]![0]!.GetValue<string>());
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_endpoint_that_hangs_is_given_up_after_the_timeout_and_retried()
    {
        var hook = server.Destination.AddHook(Answer.Hang);

        var errors = Errors(await FailedAsync(await StartAsync(hook.Url, ("Upstash-Timeout", "1s"))));

        Assert.Equal(2, errors.Count);
        Assert.All(errors, error =>
        {
            Assert.Null(error["status"]);
            Assert.Contains("did not answer", Text(error, "error"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_retried()
    {
        var errors = Errors(await FailedAsync(await StartAsync(server.Destination.AddHook(Answer.Reset).Url)));
        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => Assert.NotEmpty(Text(error, "error")));
    }

    [Fact]
    public async Task What_is_no_http_is_retried()
    {
        await using var garbage = new SocketServer(IPAddress.Loopback, static async (client, stop) =>
        {
            await client.GetStream().ReadAtLeastAsync(new byte[1], 1, cancellationToken: stop);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("220 smtp.example.com ready\r\n\r\n"), stop);
        });

        Assert.Equal(2, Errors(await FailedAsync(await StartAsync($"http://127.0.0.1:{garbage.Port}/wf"))).Count);
    }

    [Fact]
    public async Task An_error_that_is_not_to_be_retried_fails_the_run_at_once_and_names_the_step()
    {
        var hook = server.Destination.AddHook(Answer.Status(489, Version, ("Upstash-NonRetryable-Error", "true"), ("Upstash-Error-Step-Name", "pay")));

        var run = await FailedAsync(await StartAsync(hook.Url, ("Upstash-Retries", "5")));

        Assert.Equal(489, Status(Assert.Single(Errors(run))));
        Assert.Equal("pay", Text(Next(run), "stepName"));
    }

    [Theory]
    [InlineData(true, NoHandshake)]
    [InlineData(false, NoWorkflow)]
    public async Task A_start_without_an_sdk_fails_where_nobody_answers_it(bool isWorkflow, string told)
    {
        var hook = server.Destination.AddHook(isWorkflow ? Answer.Status(200, Version) : Answer.Ok);
        using var started = await server.Process.Http.PostAsync($"v2/trigger/{hook.Url}", new StringContent("{}"), TestContext.Current.CancellationToken);
        var runId = Text(JsonNode.Parse(await started.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!, "workflowRunId");

        Assert.Equal(told, Text(Assert.Single(Errors(await FailedAsync(runId))), "error"));
        Assert.Equal("true", Assert.Single(hook.Requests).Headers.Single(header => header.Key == "Upstash-Workflow-Unknown-Sdk").Value);
    }

    [Theory]
    [InlineData(false, "CALLBACK_SUCCESS")]
    [InlineData(true, null)]
    public async Task A_failure_url_need_be_no_workflow(bool isMissing, string? state)
    {
        var told = server.Destination.AddHook(isMissing ? Answer.Status(200, ("Upstash-Workflow-Failure-Callback-Notfound", "true")) : Answer.Ok);
        var hook = server.Destination.AddHook(Answer.Ok);
        var runId = await StartAsync(
            hook.Url,
            ("Upstash-Failure-Callback", told.Url),
            ("Upstash-Failure-Callback-Workflow-RunId", "wfr_told"),
            ("Upstash-Failure-Callback-Workflow-CallType", "failureCall"),
            ("Upstash-Failure-Callback-Feature-Set", "LazyFetch,InitialBody,WF_DetectTrigger"));
        await told.WaitForEndedAsync(1);

        await Eventually.TrueAsync(
            async () => (await LogAsync(runId))["failureFunction"]?["state"]?.GetValue<string>() is var now && now == state && now != "CALLBACK_INPROGRESS",
            "the end of the failure callback");
        Assert.Equal("RUN_FAILED", Text(await LogAsync(runId), "workflowState"));
    }

    private static List<JsonNode> Errors(JsonNode run) => [.. Next(run)["errors"]!.AsArray().Select(error => error!)];

    private static JsonNode Next(JsonNode run)
    {
        var group = run["steps"]!.AsArray()[^1]!;
        Assert.Equal("next", Text(group, "type"));
        return Assert.Single(group["steps"]!.AsArray())!;
    }

    private static int Status(JsonNode error) => error["status"]!.GetValue<int>();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    /// <summary>Starts a run that is retried once, soon, unless the headers say otherwise.</summary>
    private async Task<string> StartAsync(string url, params (string Name, string Value)[] headers)
    {
        var runId = $"wfr_{Guid.CreateVersion7()}";
        (string Name, string Value)[] usual =
        [
            .. RunDriver.Common(runId).Where(header => header.Item1 is not ("Upstash-Workflow-Init" or "Upstash-Workflow-Url")),
            ("Upstash-Workflow-Init", "true"), ("Upstash-Workflow-Url", url), ("Upstash-Retries", "1"), ("Upstash-Retry-Delay", "100"),
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/publish/{url}") { Content = new StringContent("{}") };
        foreach (var (name, value) in usual.ExceptBy(headers.Select(header => header.Name), header => header.Name).Concat(headers))
        {
            request.Headers.Add(name, value);
        }

        using var answer = await server.Process.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return runId;
    }

    private async Task<JsonNode> FailedAsync(string runId)
    {
        await Eventually.TrueAsync(async () => Text(await LogAsync(runId), "workflowState") == "RUN_FAILED", $"the failure of {runId}");
        return await LogAsync(runId);
    }

    private Task DeliveredAsync(string runId) => Eventually.TrueAsync(
        async () => (await GetAsync($"v2/workflows/events?workflowRunId={runId}&state=DELIVERED"))["events"]!.AsArray().Count == 1, $"the delivery of {runId}");

    private async Task<JsonNode> LogAsync(string runId) =>
        Assert.Single((await GetAsync($"v2/workflows/logs?workflowRunId={runId}"))["runs"]!.AsArray())!;

    private async Task<JsonNode> GetAsync(string target) =>
        JsonNode.Parse(await server.Process.Http.GetStringAsync(new Uri(target, UriKind.Relative), TestContext.Current.CancellationToken))!;

    /// <summary>The server as its user runs it, and the endpoints.</summary>
    public sealed class Server : IAsyncLifetime
    {
        internal BusQStashProcess Process { get; private set; } = null!;

        internal Destination Destination { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Destination = await Destination.StartAsync();
            Process = await BusQStashProcess.StartApiAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Process.DisposeAsync();
            await Destination.DisposeAsync();
        }
    }
}
