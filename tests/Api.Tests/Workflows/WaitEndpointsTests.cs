using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

public sealed class WaitEndpointsTests(WaitEndpointsTests.Host host) : IClassFixture<WaitEndpointsTests.Host>
{
    private const string Step = """{"stepId":1,"stepType":"Wait","stepName":"wait","concurrent":1}""";

    private readonly ApiHost _api = host.Api;
    private readonly RunDriver _runs = new(host.Api);

    [Theory]
    [InlineData("", 400, "JSON")]
    [InlineData("[]", 400, "JSON")]
    [InlineData("{}", 400, "url")]
    [InlineData("""{"url":"https://app.example.com/wf"}""", 400, "step")]
    [InlineData("""{"url":"nowhere","step":STEP}""", 400, "url")]
    [InlineData("""{"url":"https://app.example.com/wf","step":{"stepId":-1}}""", 400, "stepId")]
    [InlineData("""{"url":"https://app.example.com/wf","step":STEP,"timeout":"soon"}""", 400, "timeout")]
    [InlineData("""{"url":"https://app.example.com/wf","step":STEP,"timeout":[]}""", 400, "timeout")]
    [InlineData("""{"url":"https://app.example.com/wf","step":STEP,"timeout":"366d"}""", 412, "timeout")]
    [InlineData("""{"url":"https://app.example.com/wf","step":STEP,"timeoutHeaders":7}""", 400, "headers")]
    [InlineData("""{"url":"https://app.example.com/wf","step":STEP,"timeoutHeaders":{"A":{}}}""", 400, "headers")]
    public async Task An_invalid_wait_is_refused_and_makes_no_waiter(string body, int status, string names)
    {
        await _runs.StartAsync("wfr_refusing");
        (await _runs.WaitAsync("wfr_refusing", "refused", body.Replace("STEP", Step, StringComparison.Ordinal))).ExpectError(status, names);
        Assert.Empty((await _api.CallAsync("GET", "/v2/waiters/refused")).Expect(200).Json.AsArray());
    }

    [Fact]
    public async Task A_wait_without_a_run_is_refused() =>
        (await _api.CallAsync("POST", "/v2/wait/paid", $$"""{"url":"{{RunDriver.Url}}","step":{{Step}}}""")).ExpectError(400, "RunId");

    [Fact]
    public async Task Members_are_read_in_any_letters_and_half_a_character_is_one()
    {
        await _runs.StartAsync("wfr_letters");
        (await _runs.WaitAsync("wfr_letters", "letters", $$$"""{"Url":"{{{RunDriver.Url}}}","TIMEOUT":60,"Step":{"StepId":1,"stepName":"\ud83d","stepType":"Wait","concurrent":1}}"""))
            .Expect(200);

        Assert.Single((await _api.CallAsync("POST", "/v2/notify/letters", "1")).Expect(201).Json.AsArray());

        Assert.Equal("\uFFFD", JsonNode.Parse((await _runs.StepsAsync("wfr_letters"))[1])!["stepName"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_waits_is_shown_until_it_is_notified_once()
    {
        await _runs.StartAsync("wfr_waits");
        (await _runs.WaitAsync("wfr_waits", "shown", 1)).Expect(200);
        (await _runs.WaitAsync("wfr_waits", "shown", 1)).Expect(200);

        var waiter = Assert.Single((await _api.CallAsync("GET", "/v2/waiters/shown")).Expect(200).Json.AsArray())!;
        Assert.Equal(RunDriver.Url, waiter["url"]!.GetValue<string>());
        Assert.Equal("""{"Upstash-Workflow-Runid":["wfr_waits"]}""", waiter["timeoutHeaders"]!.ToJsonString());
        Assert.Equal("wfr_waits", waiter["headers"]!["Upstash-Workflow-Runid"]![0]!.GetValue<string>());
        Assert.InRange(waiter["deadline"]!.GetValue<long>(), 1_000_000_000, 10_000_000_000);

        var notified = Assert.Single((await _api.CallAsync("POST", "/v2/notify/shown", "data")).Expect(201).Json.AsArray())!;
        Assert.Equal("wfr_waits", notified["workflowRunId"]!.GetValue<string>());
        Assert.Null(notified["error"]);
        Assert.Equal("[]", (await _api.CallAsync("POST", "/v2/notify/shown", "data")).Expect(201).Text);
        Assert.Equal("[]", (await _api.CallAsync("GET", "/v2/waiters/shown")).Expect(200).Text);
        Assert.Equal(Convert.ToBase64String("data"u8), JsonNode.Parse((await _runs.StepsAsync("wfr_waits"))[1])!["out"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("9", 9)]
    public async Task What_resumes_a_run_is_retried_as_its_wait_says_or_else_its_trigger(string? retries, int expected)
    {
        var runId = $"wfr_retried{expected}";
        await _runs.StartAsync(runId, "payload", ("Upstash-Retries", "1"));
        (string, string)[] own = retries is null ? [] : [("Upstash-Retries", retries)];
        (await _api.CallAsync("POST", $"/v2/wait/{runId}", $$$"""{"url":"{{{RunDriver.Url}}}","step":{{{Step}}}}""", [.. RunDriver.Common(runId), .. own])).Expect(200);

        var notified = Assert.Single((await _api.CallAsync("POST", $"/v2/notify/{runId}", "1")).Expect(201).Json.AsArray())!;

        Assert.Equal(expected, (await _api.StoredAsync(notified["messageId"]!.GetValue<string>())).Spec.MaxRetries);
    }

    [Fact]
    public async Task A_notification_without_a_body_has_no_result()
    {
        await _runs.StartAsync("wfr_bare");
        (await _runs.WaitAsync("wfr_bare", "bare", 1)).Expect(200);
        Assert.Single((await _api.CallAsync("POST", "/v2/notify/wfr_bare/bare")).Expect(201).Json.AsArray());
        Assert.Null(JsonNode.Parse((await _runs.StepsAsync("wfr_bare"))[1])!["out"]);
    }

    [Fact]
    public async Task Events_that_come_before_their_wait_are_kept_up_to_a_limit()
    {
        await _runs.StartAsync("wfr_early");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("[]", (await _api.CallAsync("POST", "/v2/notify/wfr_early/early", $"{i}")).Expect(201).Text);
        }

        (await _api.CallAsync("POST", "/v2/notify/wfr_early/early", "2")).ExpectError(412, "events");
        (await _api.CallAsync("POST", "/v2/workflows/hooks/user/wfr_early/early", "2")).ExpectError(412, "events");
        (await _runs.WaitAsync("wfr_early", "early", 1)).Expect(200);
        Assert.Equal(Convert.ToBase64String("0"u8), JsonNode.Parse((await _runs.StepsAsync("wfr_early"))[1])!["out"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_run_that_is_named_under_two_spellings_is_shown_once()
    {
        await _runs.StartAsync("wfr_spelled");
        (await _runs.WaitAsync("wfr_spelled", "spelled", $$$"""{"url":"{{{RunDriver.Url}}}","timeoutUrl":"{{{RunDriver.Url}}}","timeoutHeaders":{"Upstash-Workflow-RunId":["wfr_spelled"],"Upstash-Workflow-Runid":["wfr_spelled"]},"step":{"stepId":1,"stepType":"Wait","stepName":"wait","concurrent":1}}""")).Expect(200);

        var waiter = Assert.Single((await _api.CallAsync("GET", "/v2/waiters/spelled")).Expect(200).Json.AsArray())!;

        Assert.Equal("""["wfr_spelled"]""", waiter["timeoutHeaders"]!["Upstash-Workflow-Runid"]!.ToJsonString());
    }

    [Fact]
    public async Task A_notification_of_a_run_that_is_over_finds_nobody() =>
        Assert.Equal("[]", (await _api.CallAsync("POST", "/v2/notify/wfr_none/any", "1")).Expect(201).Text);

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    public async Task A_webhook_takes_any_method_without_a_token_and_tells_the_run_all_of_it(string method)
    {
        var runId = $"wfr_hook_{method}";
        await _runs.StartAsync(runId);
        (await _runs.WaitAsync(runId, "evt_1", 1)).Expect(200);
        var target = $"/v2/workflows/hooks/user/{runId}/evt_1?x=1&y=%20";
        (await RawHttp.SendAsync(_api.Address, method, target, method is "GET" or "HEAD" ? [] : "hey"u8.ToArray(), [("x-y", "z"), ("X-Y", "again")])).Expect(200);

        var call = JsonNode.Parse(Convert.FromBase64String(JsonNode.Parse((await _runs.StepsAsync(runId))[1])!["out"]!.GetValue<string>()))!;

        Assert.Equal(
            (method, "http", _api.Address.Authority, target),
            (call["method"]!.GetValue<string>(), call["proto"]!.GetValue<string>(), call["host"]!.GetValue<string>(), call["url"]!.GetValue<string>()));
        Assert.Equal("""["z","again"]""", call["header"]!["X-Y"]!.ToJsonString());
        Assert.Equal(method is "GET" or "HEAD" ? null : Convert.ToBase64String("hey"u8), call["body"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("https", "https")]
    [InlineData("HTTPS, http", "https")]
    [InlineData("ftp", "http")]
    public async Task Behind_a_proxy_that_ends_TLS_a_webhook_tells_how_the_caller_came(string forwarded, string proto)
    {
        var runId = $"wfr_proxied_{forwarded.Length}";
        await _runs.StartAsync(runId);
        (await _runs.WaitAsync(runId, "evt_1", 1)).Expect(200);
        (await RawHttp.SendAsync(_api.Address, "POST", $"/v2/workflows/hooks/user/{runId}/evt_1", [], [("X-Forwarded-Proto", forwarded)])).Expect(200);

        var call = JsonNode.Parse(Convert.FromBase64String(JsonNode.Parse((await _runs.StepsAsync(runId))[1])!["out"]!.GetValue<string>()))!;

        Assert.Equal(proto, call["proto"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_webhook_of_no_run_is_404() =>
        (await RawHttp.SendAsync(_api.Address, "POST", "/v2/workflows/hooks/user/wfr_none/evt_1", [], [])).ExpectError(404, "webhook");

    [Theory]
    [InlineData("/v2/notify/any")]
    [InlineData("/v2/notify/wfr_x/any")]
    [InlineData("/v2/wait/any")]
    [InlineData("/v2/workflows/hooks/user/wfr_x/any")]
    public async Task A_wait_or_event_that_is_too_large_is_412(string target) =>
        (await _api.CallAsync("POST", target, new byte[200_001])).ExpectError(412, "200000");

    /// <summary>A server that keeps few events.</summary>
    public sealed class Host : IAsyncLifetime
    {
        internal ApiHost Api { get; } = new();

        public ValueTask InitializeAsync()
        {
            Api.Settings["BusQStash:Workflows:MaxStoredEvents"] = "2";
            return Api.InitializeAsync();
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
