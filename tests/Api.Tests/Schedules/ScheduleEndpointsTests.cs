using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

public sealed class ScheduleEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Yearly = "0 0 1 1 *";

    [Fact]
    public async Task Creates_a_schedule_and_shows_all_of_it()
    {
        var id = await CreateAsync(
            "https://example.com/a?b=c",
            "hello",
            ("Upstash-Method", "put"),
            ("Content-Type", "text/plain"),
            ("Upstash-Forward-My-Header", "caf\u00c3\u00a9"),
            ("Upstash-Retries", "7"),
            ("Upstash-Delay", "25m"),
            ("Upstash-Timeout", "30s"),
            ("Upstash-Callback", "https://cb.example/"),
            ("Upstash-Callback-Forward-X", "1"),
            ("Upstash-Failure-Callback", "https://fail.example/"),
            ("Upstash-Queue-Name", "orders"),
            ("Upstash-Flow-Control-Key", "key"),
            ("Upstash-Flow-Control-Value", "rate=10, period=1m, parallelism=2"),
            ("Upstash-Retry-Delay", "1000 * retried"),
            ("Upstash-Label", "a,b"));

        var shown = await GetAsync(id);
        Assert.Matches("^scd_[0-9A-Za-z]{22}$", id);
        var (createdAt, next) = (shown["createdAt"]!.GetValue<long>(), shown["nextScheduleTime"]!.GetValue<long>());
        Assert.InRange(next, createdAt, createdAt + (366L * 24 * 3600 * 1000));
        shown.Remove("createdAt");
        shown.Remove("nextScheduleTime");
        Assert.Equal(
            JsonNode.Parse($$"""
                {"scheduleId":"{{id}}","cron":"{{Yearly}}","destination":"https://example.com/a?b=c","method":"PUT",
                 "header":{"Content-Type":["text/plain"],"My-Header":["café"]},"body":"hello","retries":7,"delay":1500,"timeout":30000,
                 "callback":"https://cb.example/","failureCallback":"https://fail.example/","callbackHeader":{"X":["1"]},
                 "callerIP":"127.0.0.1","isPaused":false,"queueName":"orders","flowControlKey":"key","parallelism":2,"rate":10,"period":60,
                 "retryDelayExpression":"1000 * retried","label":"a","labels":["a","b"]}
                """)!.ToJsonString(),
            shown.ToJsonString());
    }

    [Fact]
    public async Task Leaves_out_what_a_plain_schedule_does_not_have()
    {
        var shown = await GetAsync(await CreateAsync("https://example.com/plain"));
        Assert.Equal(
            ["scheduleId", "cron", "destination", "createdAt", "method", "retries", "callerIP", "isPaused", "nextScheduleTime"],
            shown.Select(member => member.Key));
        Assert.Equal((3, "POST"), (shown["retries"]!.GetValue<int>(), shown["method"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Hides_what_is_to_be_hidden()
    {
        var shown = await GetAsync(await CreateAsync(
            "https://example.com/", "secret", ("Upstash-Forward-Key", "secret"), ("Upstash-Redact-Fields", "body, header[Key]")));
        const string hash = "REDACTED:2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
        Assert.Equal(hash, shown["body"]!.GetValue<string>());
        Assert.Equal(hash, shown["header"]!["Key"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Replaces_the_schedule_of_an_id_as_a_whole()
    {
        var id = await CreateAsync("https://example.com/1", "old", ("Upstash-Schedule-Id", "my.Schedule-1_x"), ("Upstash-Retries", "9"));
        Assert.Equal("my.Schedule-1_x", id);
        (await api.CallAsync("PATCH", $"/v2/schedules/{id}/pause")).Expect(200);

        await CreateAsync("https://example.com/2", "", ("Upstash-Schedule-Id", id));

        var shown = await GetAsync(id);
        Assert.Equal("https://example.com/2", shown["destination"]!.GetValue<string>());
        Assert.Null(shown["body"]);
        Assert.Equal(3, shown["retries"]!.GetValue<int>());
        Assert.False(shown["isPaused"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Lists_schedules_as_an_array()
    {
        var ids = new[] { await CreateAsync("https://example.com/l1"), await CreateAsync("https://example.com/l2") };
        var listed = (await api.CallAsync("GET", "/v2/schedules/")).Expect(200).Json.AsArray();
        Assert.Subset(listed.Select(schedule => schedule!["scheduleId"]!.GetValue<string>()).ToHashSet(), ids.ToHashSet());
        (await api.CallAsync("GET", "/V2/Schedules")).Expect(200);
    }

    [Theory]
    [InlineData("PATCH", "/v2/schedules/")]
    [InlineData("POST", "/v2/schedules/")]
    [InlineData("PATCH", "/V2/Schedules/")]
    [InlineData("POST", "/v2/SCHEDULES/")]
    public async Task Pauses_and_resumes_by_both_methods_in_any_case_and_twice(string method, string path)
    {
        var id = await CreateAsync("https://example.com/paused");
        foreach (var (change, paused) in new[] { ("pause", true), ("Pause", true), ("resume", false), ("RESUME/", false) })
        {
            var answer = (await api.CallAsync(method, $"{path}{id}/{change}")).Expect(200);
            Assert.Equal("", answer.Text);
            var shown = await GetAsync(id);
            Assert.Equal(paused, shown["isPaused"]!.GetValue<bool>());
            Assert.Equal(paused, shown["nextScheduleTime"] is null);
        }
    }

    [Fact]
    public async Task Deletes_a_schedule_and_does_not_mind_doing_so_again()
    {
        var id = await CreateAsync("https://example.com/gone");
        (await api.CallAsync("DELETE", $"/v2/schedules/{id}")).Expect(200);
        (await api.CallAsync("DELETE", $"/v2/schedules/{id}")).Expect(200);
        (await api.CallAsync("GET", $"/v2/schedules/{id}")).ExpectError(404, id);
        (await api.CallAsync("DELETE", "/v2/schedules/")).ExpectError(400, "last part");
    }

    [Theory]
    [InlineData("GET", "/v2/schedules/unknown")]
    [InlineData("GET", "/v2/schedules/odd%01id")]
    [InlineData("PATCH", "/v2/schedules/unknown/pause")]
    [InlineData("PATCH", "/v2/schedules/unknown/resume")]
    [InlineData("POST", "/v2/schedules/unknown/pause")]
    [InlineData("PATCH", "/v2/schedules/a%20b/resume")]
    public async Task An_unknown_schedule_is_404(string method, string target) => (await api.CallAsync(method, target)).ExpectError(404, "not found");

    [Fact]
    public async Task The_read_only_token_reads_and_changes_nothing()
    {
        var id = await CreateAsync("https://example.com/read-only");
        (string, string) token = ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}");
        (await api.CallAsync("GET", $"/v2/schedules/{id}", "", token)).Expect(200);
        (await api.CallAsync("PATCH", $"/v2/schedules/{id}/pause", "", token)).Expect(403);
        (await api.CallAsync("DELETE", $"/v2/schedules/{id}", "", token)).Expect(403);
        (await api.CallAsync("POST", "/v2/schedules/https://example.com/", "", token, ("Upstash-Cron", Yearly))).Expect(403);
    }

    private static string Id(JsonNode created) => created["scheduleId"]!.GetValue<string>();

    private async Task<string> CreateAsync(string destination, string body = "", params (string Name, string Value)[] headers) =>
        Id((await api.CallAsync("POST", $"/v2/schedules/{destination}", body, [("Upstash-Cron", Yearly), .. headers])).Expect(200).Json);

    private async Task<JsonObject> GetAsync(string id) => (await api.CallAsync("GET", $"/v2/schedules/{id}")).Expect(200).Json.AsObject();
}
