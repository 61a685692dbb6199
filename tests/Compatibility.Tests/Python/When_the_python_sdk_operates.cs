using System.Text.Json.Nodes;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Compatibility.Tests.Python;

public sealed class When_the_python_sdk_operates(EmbeddedServer embedded, DistributedServer distributed) : PythonHabits(embedded, distributed)
{
    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task Messages_are_canceled_by_ids_in_a_json_body(ServerKind kind)
    {
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            var answer = await CallAsync(kind, "POST", "/v2/publish/https://example.com/cancel", "{}", 200, ("Upstash-Delay", "1h"));
            ids.Add(Has(answer, "messageId")["messageId"]!.GetValue<string>());
        }

        var canceled = await CallAsync(kind, "DELETE", "/v2/messages", new { messageIds = new[] { ids[0], ids[1], "msg_unknown" } });

        Assert.Equal(2, Has(canceled, "cancelled")["cancelled"]!.GetValue<int>());
        await CallAsync(kind, "GET", $"/v2/messages/{ids[1]}", expected: 404);
        HasMessage(await CallAsync(kind, "GET", $"/v2/messages/{ids[2]}"));
        await CallAsync(kind, "DELETE", $"/v2/messages/{ids[2]}", expected: 202);
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task Dead_letters_are_listed_retried_and_deleted_by_ids_in_a_json_body(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Text("no", 500));
        var label = Unique("label");
        for (var i = 0; i < 2; i++)
        {
            await CallAsync(kind, "POST", $"/v2/publish/{hook.Url}", "{}", 200, ("Upstash-Retries", "0"), ("Upstash-Label", label));
        }

        var ids = await DeadLettersAsync(kind, label, 2);
        var retried = await CallAsync(kind, "POST", "/v2/dlq/retry", new { dlqIds = new[] { ids[0] } }, 201);
        Has(Has(retried, "responses")["responses"]!.AsArray().Single(), "messageId");
        var left = await DeadLettersAsync(kind, label, 2);
        Assert.DoesNotContain(ids[0], left);

        var deleted = await CallAsync(kind, "DELETE", "/v2/dlq", new { dlqIds = left });
        Assert.Equal(2, Has(deleted, "deleted")["deleted"]!.GetValue<int>());
        await CallAsync(kind, "DELETE", $"/v2/dlq/{left[0]}", expected: 404);
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task A_queue_has_all_six_members(ServerKind kind)
    {
        var name = Unique("queue");
        await CallAsync(kind, "POST", "/v2/queues", new { queueName = name, parallelism = 2, paused = false });
        await CallAsync(kind, "POST", $"/v2/queues/{name}/pause");

        var queue = Has(await CallAsync(kind, "GET", $"/v2/queues/{name}"), "createdAt", "updatedAt", "name", "parallelism", "lag", "paused");

        Assert.True(queue["paused"]!.GetValue<bool>());
        await CallAsync(kind, "DELETE", $"/v2/queues/{name}");
        await CallAsync(kind, "GET", $"/v2/queues/{name}", expected: 404);
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task A_schedule_has_what_its_model_needs(ServerKind kind)
    {
        var id = Unique("schedule");
        var created = await CallAsync(
            kind,
            "POST",
            "/v2/schedules/https://example.com/scheduled",
            "{\"a\":1}",
            200,
            ("Upstash-Cron", "* * * * *"),
            ("Upstash-Schedule-Id", id),
            ("Upstash-Delay", "10s"),
            ("Upstash-Retries", "2"));
        Assert.Equal(id, Has(created, "scheduleId")["scheduleId"]!.GetValue<string>());

        var shown = Has(await CallAsync(kind, "GET", $"/v2/schedules/{id}"), "scheduleId", "destination", "cron", "createdAt", "method", "retries");
        Assert.Equal((10, 2), (shown["delay"]!.GetValue<int>(), shown["retries"]!.GetValue<int>()));
        Assert.Contains(
            Assert.IsType<JsonArray>(await CallAsync(kind, "GET", "/v2/schedules")), one => one!["scheduleId"]!.GetValue<string>() == id);
        await CallAsync(kind, "PATCH", $"/v2/schedules/{id}/pause");
        Assert.True(Has(await CallAsync(kind, "GET", $"/v2/schedules/{id}"), "isPaused")["isPaused"]!.GetValue<bool>());
        await CallAsync(kind, "PATCH", $"/v2/schedules/{id}/resume");
        await CallAsync(kind, "DELETE", $"/v2/schedules/{id}");
        await CallAsync(kind, "GET", $"/v2/schedules/{id}", expected: 404);
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task A_flow_control_key_is_listed_with_its_numbers(ServerKind kind)
    {
        var key = Unique("key");
        await CallAsync(
            kind,
            "POST",
            "/v2/publish/https://example.com/limited",
            "{}",
            200,
            ("Upstash-Delay", "1h"),
            ("Upstash-Flow-Control-Key", key),
            ("Upstash-Flow-Control-Value", "parallelism=2, rate=10, period=60s"));

        var shown = Has(await CallAsync(kind, "GET", $"/v2/flowControl/{key}"), "flowControlKey", "waitListSize", "parallelismMax", "rateMax", "ratePeriod");

        Assert.Equal((2, 10, 60), (shown["parallelismMax"]!.GetValue<int>(), shown["rateMax"]!.GetValue<int>(), shown["ratePeriod"]!.GetValue<int>()));
        Assert.Single(Assert.IsType<JsonArray>(await CallAsync(kind, "GET", $"/v2/flowControl?search={key}")));
        Has(await CallAsync(kind, "GET", "/v2/globalParallelism"), "parallelismMax", "parallelismCount");
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task Logs_have_what_their_model_needs_and_known_states_only(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(request => Answer.Status(request.Number == 1 ? 500 : 200));
        var label = Unique("label");
        await CallAsync(kind, "POST", $"/v2/publish/{hook.Url}", "{}", 200, ("Upstash-Label", label), ("Upstash-Retry-Delay", "100"));
        await hook.WaitForEndedAsync(2);

        var logs = await Eventually.ValueAsync(
            async () => await LogsAsync(kind, label) is { Count: 6 } all ? all : null, "the entries of both attempts");

        logs.Reverse();
        Assert.Equal(["CREATED", "ACTIVE", "ERROR", "RETRY", "ACTIVE", "DELIVERED"], logs.Select(log => log["state"]!.GetValue<string>()));
    }

    private async Task<List<JsonObject>> LogsAsync(ServerKind kind, string label) =>
        [.. Has(await CallAsync(kind, "GET", $"/v2/events?label={label}"), "events")["events"]!.AsArray().Select(HasLog)];

    private async Task<string[]> DeadLettersAsync(ServerKind kind, string label, int count) => await Eventually.ValueAsync(
        async () =>
        {
            var page = Has(await CallAsync(kind, "GET", $"/v2/dlq?label={label}"), "messages")["messages"]!.AsArray();
            return page.Count == count
                ? page.Select(entry => { HasMessage(entry); return Has(entry, "dlqId", "responseStatus")["dlqId"]!.GetValue<string>(); }).ToArray()
                : null;
        },
        $"{count} dead letters");
}
