using System.Text;
using System.Text.Json.Nodes;
using BusQStash.Api.Schedules;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

/// <summary>The Api on a clock that the test moves, and a look for what is due whenever the test asks for one.</summary>
public sealed class ScheduleFiringTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-06-01T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly ApiHost _api;

    public ScheduleFiringTests() => _api = new ApiHost { Replace = services => services.AddSingleton<TimeProvider>(_clock) };

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private ISchedules Schedules => _api.Services.GetRequiredService<ISchedules>();

    public async ValueTask InitializeAsync()
    {
        await _api.InitializeAsync();
        await _api.Services.GetRequiredService<FiringLoop>().StopAsync(None);
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Publishes_at_its_instant_what_it_was_created_with()
    {
        var id = await CreateAsync(
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
        await FireAtAsync(Noon.AddSeconds(59));
        Assert.Empty(_api.Bus.Published);

        await FireAtAsync(Noon.AddSeconds(60));

        var (message, outcome) = Assert.Single(_api.Bus.Published);
        Assert.Equal("hello", Encoding.UTF8.GetString(message.Body.Span));
        Assert.True(outcome.Seq > 0);
        var spec = message.Spec;
        Assert.Equal(
            ("https://example.com/hook", "PUT", 7, 30_000L, "orders", id, "127.0.0.1"),
            (spec.Url, spec.Method, spec.MaxRetries, spec.TimeoutMs, spec.QueueName, spec.ScheduleId, spec.CallerIp));
        Assert.Equal(Noon.AddSeconds(70).ToUnixTimeMilliseconds(), spec.NotBefore);
        Assert.Equal([new HeaderLine("X", "1")], spec.Headers);
        Assert.Equal(["a", "b"], spec.Labels);
        Assert.Equal(("https://cb.example/", "key", true), (spec.Callback!.Url, spec.FlowControl!.Key, spec.Redaction!.Body));
    }

    [Fact]
    public async Task Leaves_the_queue_as_it_is_set()
    {
        (await _api.CallAsync("POST", "/v2/queues", """{"queueName":"wide","parallelism":5}""")).Expect(200);
        await CreateAsync("* * * * *", "https://example.com/", "", ("Upstash-Queue-Name", "wide"));
        await FireAtAsync(Noon.AddMinutes(1));
        var queue = (await _api.CallAsync("GET", "/v2/queues/wide")).Expect(200).Json;
        Assert.Equal((5, 1), (queue["parallelism"]!.GetValue<int>(), queue["lag"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Forwards_the_creators_own_headers_but_never_a_credential()
    {
        var target = $"/v2/schedules/https://example.com/?qstash_token={Uri.EscapeDataString(Api.Http.DevelopmentUser.Token)}&upstash-header-forward=true";
        (await _api.CallAsync("POST", target, "", ("Authorization", "Basic abc"), ("X-Own", "1"), ("Upstash-Cron", "* * * * *"))).Expect(200);
        await FireAtAsync(Noon.AddMinutes(1));
        var headers = Assert.Single(_api.Bus.Published).Message.Spec.Headers;
        Assert.Contains(new HeaderLine("X-Own", "1"), headers);
        Assert.DoesNotContain(headers, header => header.Name is "Authorization" or "Connection" or "Host");
    }

    [Fact]
    public async Task Ids_that_recognise_duplicates_say_nothing_of_its_messages()
    {
        await CreateAsync("* * * * *", "https://example.com/", "", ("Upstash-Deduplication-Id", "d"), ("Upstash-Content-Based-Deduplication", "true"));
        await FireAtAsync(Noon.AddMinutes(1));
        await FireAtAsync(Noon.AddMinutes(2));
        Assert.Equal(2, Fired().Count);
    }

    [Fact]
    public async Task Shows_when_it_fired_and_how_its_messages_are()
    {
        (await _api.CallAsync("POST", "/v2/topics/trio/endpoints", """{"endpoints":[{"url":"https://a.example"},{"url":"https://b.example"},{"url":"https://c.example"}]}""")).Expect(200);
        var id = await CreateAsync("* * * * *", "trio");
        await FireAtAsync(Noon.AddMinutes(1).AddMilliseconds(20));
        string[] ids = [.. _api.Bus.Published.OrderBy(work => work.Message.Spec.Url).Select(work => work.Message.Id)];
        await _api.SettleAsync(ids[0], MessageState.Delivered);
        await _api.SettleAsync(ids[1], MessageState.Failed);

        var shown = await ShownAsync(id);
        Assert.Equal(
            (Noon.AddMinutes(1).ToUnixTimeMilliseconds(), Noon.AddMinutes(2).ToUnixTimeMilliseconds()),
            (shown["lastScheduleTime"]!.GetValue<long>(), shown["nextScheduleTime"]!.GetValue<long>()));
        Assert.Equal(
            [("SUCCESS", ids[0]), ("FAIL", ids[1]), ("IN_PROGRESS", ids[2])],
            ids.Select(message => (shown["lastScheduleStates"]![message]!.GetValue<string>(), message)));
    }

    [Fact]
    public async Task A_group_is_asked_for_its_endpoints_and_headers_at_every_firing()
    {
        (await _api.CallAsync("POST", "/v2/topics/g/endpoints", """{"endpoints":[{"url":"https://a.example"}]}""")).Expect(200);
        await CreateAsync("* * * * *", "g");
        await FireAtAsync(Noon.AddMinutes(1));
        (await _api.CallAsync("POST", "/v2/topics/g/endpoints", """{"endpoints":[{"url":"https://b.example"}]}""")).Expect(200);
        (await _api.CallAsync("PATCH", "/v2/topics/g", """{"headers":{"Upstash-Retries":"1","Upstash-Deduplication-Id":"same"}}""")).Expect(200);
        await FireAtAsync(Noon.AddMinutes(2));
        await FireAtAsync(Noon.AddMinutes(3));
        Assert.Equal(
            [("https://a.example", 3), ("https://a.example", 1), ("https://b.example", 1), ("https://a.example", 1), ("https://b.example", 1)],
            Fired().Select(message => (message.Spec.Url, message.Spec.MaxRetries)));
    }

    [Fact]
    public async Task A_destination_that_is_gone_is_its_error_until_it_is_back()
    {
        const string endpoints = """{"endpoints":[{"url":"https://a.example"}]}""";
        (await _api.CallAsync("POST", "/v2/topics/moody/endpoints", endpoints)).Expect(200);
        var id = await CreateAsync("* * * * *", "moody");
        (await _api.CallAsync("DELETE", "/v2/topics/moody")).Expect(200);

        await FireAtAsync(Noon.AddMinutes(1));
        var refused = await ShownAsync(id);
        Assert.Contains("invalid scheme", refused["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(refused["lastScheduleTime"]);
        Assert.Equal(Noon.AddMinutes(2).ToUnixTimeMilliseconds(), refused["nextScheduleTime"]!.GetValue<long>());

        (await _api.CallAsync("POST", "/v2/topics/moody/endpoints", endpoints)).Expect(200);
        await FireAtAsync(Noon.AddMinutes(2));
        Assert.Null((await ShownAsync(id))["error"]);
        Assert.Single(Fired());
    }

    [Fact]
    public async Task Firing_the_same_instant_again_makes_no_second_message()
    {
        var id = await CreateAsync("* * * * *", "https://example.com/");
        _clock.AdjustTime(Noon.AddMinutes(1));
        var claimed = Assert.Single(await ClaimAsync());
        var firing = _api.Services.GetRequiredService<ScheduleFiring>();

        await firing.FireAsync([claimed]);
        await firing.FireAsync([claimed]);

        var message = Assert.Single(Fired());
        Assert.Equal(2, _api.Bus.Published.Count);
        Assert.All(_api.Bus.Published, work => Assert.Equal(message.Id, work.Outcome.MessageId));
        Assert.Equal([message.Id], (await Schedules.FindAsync(id, None))!.LastMessages);
    }

    [Fact]
    public async Task A_process_that_dies_after_it_published_leaves_nothing_to_double()
    {
        await CreateAsync("* * * * * *", "https://example.com/");
        _clock.AdjustTime(Noon.AddSeconds(1));
        var claimed = Assert.Single(await ClaimAsync());
        var publisher = _api.Services.GetRequiredService<Api.Publishing.MessagePublisher>();
        await publisher.PublishAsync([ScheduleFiring.Request(claimed, claimed.NextAt!.Value)], None);

        await FireAtAsync(Noon.AddSeconds(5));
        Assert.Single(Fired());
        await FireAtAsync(Noon.AddSeconds(6));
        Assert.Equal(6, Fired().Count);
    }

    [Fact]
    public async Task Instants_of_other_schedules_and_of_other_creations_are_not_the_same()
    {
        var one = (await ReadAsync("* * * * *", ("Upstash-Schedule-Id", "one")))!;
        var two = (await ReadAsync("* * * * *", ("Upstash-Schedule-Id", "two")))!;
        var again = (await ReadAsync("* * * * *", ("Upstash-Schedule-Id", "one")))!;
        Guid[] ids =
        [
            ScheduleFiring.CommandId(one, Noon), ScheduleFiring.CommandId(one, Noon.AddSeconds(1)), ScheduleFiring.CommandId(two, Noon), ScheduleFiring.CommandId(again, Noon),
        ];
        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal(ids[0], ScheduleFiring.CommandId(one with { NextAt = null }, Noon.ToOffset(TimeSpan.FromHours(2))));
    }

    [Fact]
    public async Task Makes_up_what_was_missed_for_at_most_the_grace()
    {
        await CreateAsync("*/10 * * * * *", "https://example.com/");
        await FireAtAsync(Noon.AddMinutes(10));
        Assert.Equal(7, Fired().Count);
        await FireAtAsync(Noon.AddMinutes(10));
        Assert.Equal(7, Fired().Count);
    }

    [Fact]
    public async Task A_clock_that_jumps_forward_and_back_fires_nothing_twice_and_loses_nothing_within_the_grace()
    {
        await CreateAsync("* * * * * *", "https://example.com/");
        var jumps = new[] { 3, 45, 40, 10, 46, 200, 100, 201, 199, 203, 230 };
        foreach (var second in jumps)
        {
            await FireAtAsync(Noon.AddSeconds(second));
        }

        // 1 to 46, then the minute before 200, then on to 230: 154 s in the middle were never less than a minute old.
        var expected = Enumerable.Range(1, 46).Concat(Enumerable.Range(140, 91)).ToList();
        Assert.Equal(expected.Count, Fired().Count);
        Assert.Equal(expected.Count, Fired().Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public async Task Resuming_after_a_clock_was_set_back_fires_no_instant_twice()
    {
        var id = await CreateAsync("* * * * * *", "https://example.com/");
        await FireAtAsync(Noon.AddSeconds(30));
        _clock.AdjustTime(Noon.AddSeconds(10));
        (await _api.CallAsync("PATCH", $"/v2/schedules/{id}/pause")).Expect(200);
        (await _api.CallAsync("PATCH", $"/v2/schedules/{id}/resume")).Expect(200);
        await FireAtAsync(Noon.AddSeconds(31));
        Assert.Equal(31, Fired().Count);
    }

    [Fact]
    public async Task What_comes_while_it_is_paused_is_never_made_up()
    {
        var id = await CreateAsync("* * * * * *", "https://example.com/");
        (await _api.CallAsync("PATCH", $"/v2/schedules/{id}/pause")).Expect(200);
        await FireAtAsync(Noon.AddSeconds(30));
        (await _api.CallAsync("PATCH", $"/v2/schedules/{id}/resume")).Expect(200);
        await FireAtAsync(Noon.AddSeconds(30));
        Assert.Empty(Fired());
        await FireAtAsync(Noon.AddSeconds(32));
        Assert.Equal(2, Fired().Count);
    }

    [Fact]
    public async Task A_schedule_made_anew_fires_on_its_own_account()
    {
        await CreateAsync("* * * * * *", "https://example.com/1", "", ("Upstash-Schedule-Id", "again"));
        await FireAtAsync(Noon.AddSeconds(1));
        await CreateAsync("* * * * * *", "https://example.com/2", "", ("Upstash-Schedule-Id", "again"));
        await FireAtAsync(Noon.AddSeconds(2));
        (await _api.CallAsync("DELETE", "/v2/schedules/again")).Expect(200);
        await FireAtAsync(Noon.AddSeconds(3));
        Assert.Equal(["https://example.com/1", "https://example.com/2"], Fired().Select(message => message.Spec.Url));
    }

    [Fact]
    public async Task What_was_claimed_before_it_was_replaced_does_not_move_the_new_one()
    {
        await CreateAsync("* * * * * *", "https://example.com/1", "", ("Upstash-Schedule-Id", "raced"));
        _clock.AdjustTime(Noon.AddSeconds(1));
        var claimed = Assert.Single(await ClaimAsync());
        await CreateAsync("0 0 1 1 *", "https://example.com/2", "", ("Upstash-Schedule-Id", "raced"));
        await _api.Services.GetRequiredService<ScheduleFiring>().FireAsync([claimed]);
        var schedule = (await Schedules.FindAsync("raced", None))!;
        Assert.Equal((DateTimeOffset.Parse("2027-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture), null), (schedule.NextAt, schedule.LastAt));
    }

    [Fact]
    public async Task One_schedule_that_cannot_be_read_holds_up_no_other()
    {
        await Schedules.SaveAsync(
            new NewSchedule(new Schedule
            {
                Id = "broken",
                Generation = "1",
                Cron = "CRON_TZ=Lost/Zone * * * * *",
                Destination = "https://example.com/",
                Request = new ScheduledRequest([], []),
                CreatedAt = Noon,
                NextAt = Noon,
            }) { Now = Noon },
            10,
            None);
        await CreateAsync("* * * * * *", "https://example.com/");
        await FireAtAsync(Noon.AddSeconds(1));
        Assert.Single(Fired());
        Assert.Equal(Noon, (await Schedules.FindAsync("broken", None))!.NextAt);
    }

    [Fact]
    public async Task Many_schedules_fire_in_one_look()
    {
        for (var i = 0; i < 100; i++)
        {
            await CreateAsync("* * * * *", $"https://example.com/{i}");
        }

        await FireAtAsync(Noon.AddMinutes(1));
        Assert.Equal(100, Fired().Select(message => message.Spec.Url).Distinct().Count());
    }

    private Task<IReadOnlyList<Schedule>> ClaimAsync() => Schedules.ClaimAsync(_clock.GetUtcNow(), 10, TimeSpan.FromSeconds(5), None);

    private async Task<Schedule?> ReadAsync(string cron, params (string Name, string Value)[] headers) =>
        await Schedules.FindAsync(await CreateAsync(cron, "https://example.com/", "", headers), None);

    private async Task FireAtAsync(DateTimeOffset time)
    {
        _clock.AdjustTime(time);
        await _api.Services.GetRequiredService<FiringLoop>().FireDueAsync(None);
    }

    /// <summary>The messages the ledger took; what it knew already is not among them.</summary>
    private List<NewMessage> Fired() => [.. _api.Bus.Published.Where(work => !work.Outcome.Deduplicated).Select(work => work.Message)];

    private async Task<string> CreateAsync(string cron, string destination, string body = "", params (string Name, string Value)[] headers) =>
        (await _api.CallAsync("POST", $"/v2/schedules/{destination}", body, [("Upstash-Cron", cron), .. headers]))
            .Expect(200).Json["scheduleId"]!.GetValue<string>();

    private async Task<JsonObject> ShownAsync(string id) => (await _api.CallAsync("GET", $"/v2/schedules/{id}")).Expect(200).Json.AsObject();
}
