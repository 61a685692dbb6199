using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Http;

/// <summary>Lists of messages that are large for the page: 4 kB of each may be on one, and every body has 3 kB.</summary>
public sealed class LargePagesTests : IAsyncLifetime
{
    private const int Messages = 7;
    private readonly ApiHost _api = new();
    private readonly string _body = new('x', 3000);

    public async ValueTask InitializeAsync()
    {
        _api.Settings["BusQStash:Http:MaxPageBytes"] = "4000";
        await _api.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData("/v2/events", "events")]
    [InlineData("/v2/logs", "logs")]
    public async Task A_page_of_the_logs_ends_early_and_the_next_ones_have_every_entry(string path, string member)
    {
        var ids = await PublishAsync("large");
        await PublishAsync("small", "");
        Assert.Equal(Enumerable.Reverse(ids), await PagesAsync($"{path}?label=large", member, entry => Text(entry, "messageId"), perPage: 1));
        Assert.Equal(Messages, (await PagesAsync($"{path}?label=small", member, entry => Text(entry, "messageId"), perPage: Messages)).Count);
    }

    [Fact]
    public async Task So_does_one_of_the_dead_letters_and_a_bulk_retry_still_takes_all()
    {
        var ids = await PublishAsync("failed");
        foreach (var id in ids)
        {
            await _api.SettleAsync(id, MessageState.Failed, new ResponseRecord(500, [], new byte[2000], false));
        }

        Assert.Equal(ids, await PagesAsync("/v2/dlq?label=failed", "messages", entry => Text(entry, "messageId"), perPage: 1));
        var retried = (await _api.CallAsync("POST", "/v2/dlq/retry?label=failed")).Expect(201).Json;
        Assert.Equal((Messages, ""), (retried["responses"]!.AsArray().Count, Text(retried, "cursor")));
    }

    [Fact]
    public async Task So_does_one_of_the_bulk_actions()
    {
        var label = string.Join(',', Enumerable.Range(0, 100).Select(i => $"none-{i:D28}"));
        for (var i = 0; i < 3; i++)
        {
            (await _api.CallAsync("DELETE", $"/v2/messages?label={label}")).Expect(200);
        }

        Assert.Equal(3, (await PagesAsync("/v2/bulkActions?state=FINISHED", "bulkActions", entry => Text(entry, "actionId"), perPage: 1)).Distinct().Count());
    }

    [Fact]
    public async Task So_does_one_of_the_logs_of_workflow_runs()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.InRange((await _api.CallAsync("POST", "/v2/trigger/https://example.com/run", _body)).Status, 200, 201);
        }

        Assert.Equal(3, (await PagesAsync("/v2/workflows/logs?count=10", "runs", entry => Text(entry, "workflowRunId"), perPage: 1)).Distinct().Count());
    }

    [Fact]
    public async Task Lists_without_pages_come_whole()
    {
        for (var i = 0; i < 3; i++)
        {
            (await _api.CallAsync("POST", "/v2/schedules/https://example.com", _body, ("Upstash-Cron", "0 0 1 1 *"), ("Upstash-Schedule-Id", $"s{i}"))).Expect(200);
            var endpoints = string.Join(',', Enumerable.Range(0, 50).Select(endpoint => $$"""{"url":"https://example.com/{{new string('p', 100)}}/{{endpoint}}"}"""));
            (await _api.CallAsync("POST", $"/v2/topics/g{i}/endpoints", $$"""{"endpoints":[{{endpoints}}]}""")).Expect(200);
        }

        var schedules = (await _api.CallAsync("GET", "/v2/schedules")).Expect(200).Json.AsArray();
        Assert.Equal(["s0", "s1", "s2"], schedules.Select(schedule => Text(schedule!, "scheduleId")));
        Assert.All(schedules, schedule => Assert.Equal(_body, Text(schedule!, "body")));
        var groups = (await _api.CallAsync("GET", "/v2/topics")).Expect(200).Json.AsArray();
        Assert.Equal([("g0", 50), ("g1", 50), ("g2", 50)], groups.Select(group => (Text(group!, "name"), group!["endpoints"]!.AsArray().Count)));
    }

    [Fact]
    public async Task Bodies_are_whole_wherever_a_piece_of_them_ends()
    {
        // Characters of two, three and four bytes lie across every border, and what JSON escapes beside them.
        var text = string.Concat(Enumerable.Repeat("ä€🙂\"\\\n\u0001x", 1500));
        var id = (await _api.PublishAsync("https://example.com/pieces", text, ("Upstash-Delay", "600s"))).Expect(200).MessageId;
        Assert.Equal(text, Text((await _api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200).Json, "body"));
        var entry = (await _api.CallAsync("GET", $"/v2/events?messageId={id}")).Expect(200).Json["events"]![0]!;
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Text(entry, "body"))));

        byte[] bytes = [.. Enumerable.Range(0, 20_001).Select(i => (byte)(i * 7))];
        id = (await _api.CallAsync("POST", "/v2/publish/https://example.com/pieces", bytes, ("Upstash-Delay", "600s"))).Expect(200).MessageId;
        Assert.Equal(bytes, Convert.FromBase64String(Text((await _api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200).Json, "bodyBase64")));
    }

    private async Task<List<string>> PublishAsync(string label, string? body = null)
    {
        List<string> ids = [];
        for (var i = 0; i < Messages; i++)
        {
            ids.Add((await _api.PublishAsync("https://example.com", body ?? _body, ("Upstash-Label", label))).Expect(200).MessageId);
        }

        return ids;
    }

    private async Task<List<string>> PagesAsync(string target, string member, Func<JsonNode, string> read, int perPage)
    {
        List<string> entries = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await _api.CallAsync("GET", cursor.Length == 0 ? target : $"{target}&cursor={cursor}")).Expect(200).Json;
            cursor = page["cursor"]?.GetValue<string>();
            Assert.Equal(perPage, page[member]!.AsArray().Count);
            entries.AddRange(page[member]!.AsArray().Select(entry => read(entry!)));
        }

        return entries;
    }

    private static string Text(JsonNode entry, string member) => entry[member]!.GetValue<string>();
}
