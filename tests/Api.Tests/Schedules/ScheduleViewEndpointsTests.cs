using BusQStash.Api.Schedules;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

public sealed class ScheduleViewEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_schedule_tells_when_it_fires_next()
    {
        await api.CallAsync("POST", "/v2/schedules/https://example.com", "", ("Upstash-Cron", "CRON_TZ=Europe/Berlin 0 2 * * *"), ("Upstash-Schedule-Id", "s"));
        var next = (await api.CallAsync("GET", "/busqstash/schedules/s/next?count=3")).Expect(200).Json;

        Assert.Equal(("Europe/Berlin", 3), (next["zone"]!.GetValue<string>(), next["items"]!.AsArray().Count));
        Assert.Matches(@"^\+0[12]:00$", next["items"]![0]!["offset"]!.GetValue<string>());
        (await api.CallAsync("GET", "/busqstash/schedules/none/next")).ExpectError(404, "none");
        (await api.CallAsync("GET", "/busqstash/schedules/s/next?count=0")).ExpectError(400, "count");
    }

    [Fact]
    public async Task An_expression_is_previewed_or_told_what_is_wrong()
    {
        var preview = (await api.CallAsync("GET", "/busqstash/cron?expression=*/5%20*%20*%20*%20*&count=2")).Expect(200).Json;
        Assert.Equal(("UTC", 300_000L), (preview["zone"]!.GetValue<string>(), preview["items"]![1]!["at"]!.GetValue<long>() - preview["items"]![0]!["at"]!.GetValue<long>()));
        (await api.CallAsync("GET", "/busqstash/cron?expression=often")).ExpectError(400, "often");
        (await api.CallAsync("GET", "/busqstash/cron?expression=CRON_TZ=Nowhere/None%20*%20*%20*%20*%20*")).ExpectError(400, "Nowhere/None");
    }

    [Fact]
    public void Clock_changes_are_marked()
    {
        Assert.Null(CronSchedule.Read("CRON_TZ=America/New_York 0 12 * * *", out var schedule));
        var times = FiringTimes.Of("x", schedule!, new DateTimeOffset(2026, 3, 6, 18, 0, 0, TimeSpan.Zero), 3);
        Assert.Equal([("-05:00", false), ("-04:00", true), ("-04:00", false)], times.Items.Select(time => (time.Offset, time.ClockChange)));
    }
}
