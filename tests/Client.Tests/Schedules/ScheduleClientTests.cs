using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.Schedules;

public sealed class ScheduleClientTests
{
    private readonly StubServer _server = new();

    [Fact]
    public async Task Creating_sends_cron_id_and_queue_beside_the_messages_options()
    {
        var id = await _server.Answers("""{"scheduleId":"daily"}""").Client().Schedules.CreateAsync(
            "https://example.com/?a=b", "CRON_TZ=Europe/Berlin 0 9 * * 1-5", "wake up",
            new() { ScheduleId = "daily", Queue = "orders", Retries = 2, Callback = "https://example.com/done", Labels = ["l"] });

        Assert.Equal("daily", id);
        Assert.Equal("/v2/schedules/https%3A%2F%2Fexample.com%2F%3Fa%3Db", _server.Request.Target);
        Assert.Equal(
            """
            Upstash-Callback: https://example.com/done
            Upstash-Cron: CRON_TZ=Europe/Berlin 0 9 * * 1-5
            Upstash-Label: l
            Upstash-Queue-Name: orders
            Upstash-Retries: 2
            Upstash-Schedule-Id: daily
            """.ReplaceLineEndings("\n"),
            _server.Request.Upstash);
        Assert.Equal(("wake up", "text/plain; charset=utf-8"), (_server.Request.Text, _server.Request.Header("Content-Type")));
    }

    [Fact]
    public async Task Reads_all_a_schedule_has()
    {
        var schedule = await _server.Answers(
            """
            {"scheduleId":"scd_1","cron":"* * * * *","destination":"https://example.com","createdAt":1700000000000,"method":"PUT",
             "header":{"Content-Type":["text/plain"]},"bodyBase64":"/w==","retries":3,"delay":90,"timeout":2500,"callback":"https://example.com/c",
             "callerIP":"127.0.0.1","isPaused":true,"queueName":"q","flowControlKey":"k","parallelism":2,"rate":5,"period":60,
             "retryDelayExpression":"1000","label":"a","labels":["a","b"],"lastScheduleTime":1700000000000,"nextScheduleTime":1700000060000,
             "lastScheduleStates":{"msg_1":"SUCCESS"},"newMember":{"x":1}}
            """).Client().Schedules.GetAsync("scd_1");

        Assert.Equal([0xff], schedule.GetBody());
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(2.5), TimeSpan.FromMinutes(1)), (schedule.Delay, schedule.Timeout, schedule.Period));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_060), schedule.NextScheduleTime);
        Assert.Equal("SUCCESS", schedule.LastScheduleStates!["msg_1"]);
        Assert.Equal(["a", "b"], schedule.Labels!);
        Assert.True(schedule.IsPaused);
        Assert.Equal("127.0.0.1", schedule.CallerIp);
    }

    [Fact]
    public async Task Pausing_resuming_listing_and_deleting_have_their_paths()
    {
        var client = _server.Answers("").Answers("").Answers("[]").Answers("").Client();
        await client.Schedules.PauseAsync("a");
        await client.Schedules.ResumeAsync("a");
        await client.Schedules.ListAsync();
        await client.Schedules.DeleteAsync("a");

        Assert.Equal(
            ["PATCH /v2/schedules/a/pause", "PATCH /v2/schedules/a/resume", "GET /v2/schedules", "DELETE /v2/schedules/a"],
            _server.Requests.Select(request => $"{request.Method} {request.Target}"));
    }
}
