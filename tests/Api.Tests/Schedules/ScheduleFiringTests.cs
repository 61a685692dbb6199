using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

public sealed class ScheduleFiringTests : IAsyncLifetime
{
    private readonly FiringHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Publishes_at_its_instant_what_it_was_created_with()
    {
        var id = await _host.CreateAsync(
            "* * * * *",
            "https://example.com/hook",
            "hello",
            ("Upstash-Method", "PUT"),
            ("Upstash-Forward-X", "1"),
            ("Upstash-Retries", "7"),
            ("Upstash-Delay", "10s"),
            ("Upstash-Timeout", "30s"),
            ("Upstash-Callback", "https://cb.example/"),
            ("Upstash-Label", "a,b"),
            ("Upstash-Flow-Control-Key", "key"),
            ("Upstash-Flow-Control-Value", "rate=1"),
            ("Upstash-Redact-Fields", "body"),
            ("Upstash-Queue-Name", "orders"),
            ("Upstash-Telemetry-Sdk", "x"));
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(59));
        Assert.Empty(_host.Bus.Published);

        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(60));

        var outcome = Assert.Single(_host.Bus.Published);
        var message = outcome.Message;
        Assert.Equal("hello", Encoding.UTF8.GetString(message.Body.Span));
        Assert.True(outcome.Seq > 0);
        var spec = message.Spec;
        Assert.Equal(
            ("https://example.com/hook", "PUT", 7, 30_000L, "orders", id, "127.0.0.1"),
            (spec.Url, spec.Method, spec.MaxRetries, spec.TimeoutMs, spec.QueueName, spec.ScheduleId, spec.CallerIp));
        Assert.Equal(FiringHost.Noon.AddSeconds(70).ToUnixTimeMilliseconds(), spec.NotBefore);
        Assert.Equal([new HeaderLine("X", "1")], spec.Headers);
        Assert.Equal(["a", "b"], spec.Labels);
        Assert.Equal(("https://cb.example/", "key", true), (spec.Callback!.Url, spec.FlowControl!.Key, spec.Redaction!.Body));
    }

    [Fact]
    public async Task Leaves_the_queue_as_it_is_set()
    {
        (await _host.Api.CallAsync("POST", "/v2/queues", """{"queueName":"wide","parallelism":5}""")).Expect(200);
        await _host.CreateAsync("* * * * *", "https://example.com/", "", ("Upstash-Queue-Name", "wide"));
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1));
        var queue = (await _host.Api.CallAsync("GET", "/v2/queues/wide")).Expect(200).Json;
        Assert.Equal((5, 1), (queue["parallelism"]!.GetValue<int>(), queue["lag"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Forwards_the_creators_own_headers_but_never_a_credential()
    {
        var target = $"/v2/schedules/https://example.com/?qstash_token={Uri.EscapeDataString(Api.Http.DevelopmentUser.Token)}&upstash-header-forward=true";
        (await _host.Api.CallAsync("POST", target, "", ("Authorization", "Basic abc"), ("X-Own", "1"), ("Upstash-Cron", "* * * * *"))).Expect(200);
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1));
        var headers = Assert.Single(_host.Bus.Published).Message.Spec.Headers;
        Assert.Contains(new HeaderLine("X-Own", "1"), headers);
        Assert.DoesNotContain(headers, header => header.Name is "Authorization" or "Connection" or "Host");
    }

    [Fact]
    public async Task Ids_that_recognise_duplicates_say_nothing_of_its_messages()
    {
        await _host.CreateAsync("* * * * *", "https://example.com/", "", ("Upstash-Deduplication-Id", "d"), ("Upstash-Content-Based-Deduplication", "true"));
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1));
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(2));
        Assert.Equal(2, _host.Fired().Count);
    }

    [Fact]
    public async Task Shows_when_it_fired_and_how_its_messages_are()
    {
        (await _host.Api.CallAsync("POST", "/v2/topics/trio/endpoints", """{"endpoints":[{"url":"https://a.example"},{"url":"https://b.example"},{"url":"https://c.example"}]}""")).Expect(200);
        var id = await _host.CreateAsync("* * * * *", "trio");
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1).AddMilliseconds(20));
        string[] ids = [.. _host.Bus.Published.OrderBy(work => work.Message.Spec.Url).Select(work => work.Message.Id)];
        await _host.Api.SettleAsync(ids[0], MessageState.Delivered);
        await _host.Api.SettleAsync(ids[1], MessageState.Failed);

        var shown = await _host.ShownAsync(id);
        Assert.Equal(
            (FiringHost.Noon.AddMinutes(1).ToUnixTimeMilliseconds(), FiringHost.Noon.AddMinutes(2).ToUnixTimeMilliseconds()),
            (shown["lastScheduleTime"]!.GetValue<long>(), shown["nextScheduleTime"]!.GetValue<long>()));
        Assert.Equal(
            [("SUCCESS", ids[0]), ("FAIL", ids[1]), ("IN_PROGRESS", ids[2])],
            ids.Select(message => (shown["lastScheduleStates"]![message]!.GetValue<string>(), message)));
    }

    [Fact]
    public async Task Shows_an_instant_before_any_of_its_messages_can_have_been_delivered()
    {
        var id = await _host.CreateAsync("* * * * *", "https://example.com/");
        List<(long? Last, long? Next, int States)> seen = [];
        _host.Bus.Accepted = async () =>
        {
            var shown = await _host.ShownAsync(id);
            seen.Add((shown["lastScheduleTime"]?.GetValue<long>(), shown["nextScheduleTime"]?.GetValue<long>(), shown["lastScheduleStates"]?.AsObject().Count ?? 0));
        };

        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1));

        Assert.Equal([(FiringHost.Noon.AddMinutes(1).ToUnixTimeMilliseconds(), FiringHost.Noon.AddMinutes(2).ToUnixTimeMilliseconds(), 1)], seen);
    }

    [Fact]
    public async Task A_group_is_asked_for_its_endpoints_and_headers_at_every_firing()
    {
        (await _host.Api.CallAsync("POST", "/v2/topics/g/endpoints", """{"endpoints":[{"url":"https://a.example"}]}""")).Expect(200);
        await _host.CreateAsync("* * * * *", "g");
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1));
        (await _host.Api.CallAsync("POST", "/v2/topics/g/endpoints", """{"endpoints":[{"url":"https://b.example"}]}""")).Expect(200);
        (await _host.Api.CallAsync("PATCH", "/v2/topics/g", """{"headers":{"Upstash-Retries":"1","Upstash-Deduplication-Id":"same"}}""")).Expect(200);
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(2));
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(3));
        Assert.Equal(
            [("https://a.example", 3), ("https://a.example", 1), ("https://b.example", 1), ("https://a.example", 1), ("https://b.example", 1)],
            _host.Fired().Select(message => (message.Spec.Url, message.Spec.MaxRetries)));
    }

    [Fact]
    public async Task Skipped_firings_are_its_error_until_one_that_skips_none()
    {
        var id = await _host.CreateAsync("0 * * * *", "https://example.com/");
        await _host.FireAtAsync(FiringHost.Noon.AddHours(3).AddMinutes(20));
        Assert.Equal("firings from 2026-06-01 13:00:00 UTC on were skipped: they could not be made in time", (await _host.ShownAsync(id))["error"]!.GetValue<string>());
        Assert.Empty(_host.Fired());
        await _host.FireAtAsync(FiringHost.Noon.AddHours(4));
        Assert.Null((await _host.ShownAsync(id))["error"]);
        Assert.Single(_host.Fired());
    }

    [Fact]
    public async Task A_destination_that_is_gone_is_its_error_until_it_is_back()
    {
        const string endpoints = """{"endpoints":[{"url":"https://a.example"}]}""";
        (await _host.Api.CallAsync("POST", "/v2/topics/moody/endpoints", endpoints)).Expect(200);
        var id = await _host.CreateAsync("* * * * *", "moody");
        (await _host.Api.CallAsync("DELETE", "/v2/topics/moody")).Expect(200);

        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1));
        var refused = await _host.ShownAsync(id);
        Assert.Contains("invalid scheme", refused["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(refused["lastScheduleTime"]);
        Assert.Equal(FiringHost.Noon.AddMinutes(2).ToUnixTimeMilliseconds(), refused["nextScheduleTime"]!.GetValue<long>());

        (await _host.Api.CallAsync("POST", "/v2/topics/moody/endpoints", endpoints)).Expect(200);
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(2));
        Assert.Null((await _host.ShownAsync(id))["error"]);
        Assert.Single(_host.Fired());
    }
}
