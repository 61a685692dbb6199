using System.Globalization;
using BusQStash.Api.Schedules;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("* * * * *", "2026-01-01T00:00:30Z", "2026-01-01T00:01:00Z")]
    [InlineData("  */5\t*  * * * ", "2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z")]
    [InlineData("0 9-17/2 1,15 * 1-5", "2026-01-01T00:00:00Z", "2026-01-01T09:00:00Z")]
    [InlineData("0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 * * 7", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z")]
    [InlineData("0 0 * JAN SUN", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z")]
    [InlineData("0 0 L * *", "2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z")]
    [InlineData("* * * * * *", "2026-01-01T00:00:00.4Z", "2026-01-01T00:00:01Z")]
    [InlineData("*/10 * * * * *", "2026-01-01T00:00:10Z", "2026-01-01T00:00:20Z")]
    [InlineData("@daily", "2026-01-01T12:00:00Z", "2026-01-02T00:00:00Z")]
    [InlineData("@every_second", "2026-01-01T12:00:00Z", "2026-01-01T12:00:01Z")]
    [InlineData("CRON_TZ=Europe/Berlin 0 9 * * *", "2026-01-01T00:00:00Z", "2026-01-01T08:00:00Z")]
    [InlineData("CRON_TZ=Europe/Berlin 0 9 * * *", "2026-07-01T00:00:00Z", "2026-07-01T07:00:00Z")]
    [InlineData(" CRON_TZ=Asia/Kolkata   30 5 * * * ", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")]
    [InlineData("CRON_TZ=Etc/GMT+5 0 0 * * *", "2026-01-01T00:00:00Z", "2026-01-01T05:00:00Z")]
    [InlineData("CRON_TZ=America/New_York @hourly", "2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z")]
    [InlineData("TZ=Europe/Berlin 0 9 * * *", "2026-01-01T00:00:00Z", "2026-01-01T08:00:00Z")]
    [InlineData("@every 1h", "2026-01-01T00:30:00.7Z", "2026-01-01T01:30:00Z")]
    [InlineData("@every 1h30m10s", "2026-01-01T00:00:00Z", "2026-01-01T01:30:10Z")]
    [InlineData("@every 1.9s", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z")]
    [InlineData("CRON_TZ=Europe/Berlin @Every  24h", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")]
    public void Finds_the_next_instant(string cron, string after, string next) => Assert.Equal(Time(next), Read(cron).After(Time(after)));

    /// <summary>As in crontab: the 13th, and every Friday as well. 13 March 2026 is both, and one instant.</summary>
    [Theory]
    [InlineData("0 0 13 * 5", "2026-03-07T00:00:00Z", "2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z", "2026-03-27T00:00:00Z")]
    [InlineData("0 0 13 * FRI", "2026-04-04T00:00:00Z", "2026-04-10T00:00:00Z", "2026-04-13T00:00:00Z", "2026-04-17T00:00:00Z")]
    [InlineData("30 0 0 13 * 5", "2026-04-04T00:00:00Z", "2026-04-10T00:00:30Z", "2026-04-13T00:00:30Z", "2026-04-17T00:00:30Z")]
    [InlineData("0 6 13-14/1 4 5,0", "2026-04-10T07:00:00Z", "2026-04-12T06:00:00Z", "2026-04-13T06:00:00Z", "2026-04-14T06:00:00Z")]
    [InlineData("0 0 30 2 5", "2026-02-01T00:00:00Z", "2026-02-06T00:00:00Z", "2026-02-13T00:00:00Z", "2026-02-20T00:00:00Z")]
    [InlineData("0 0 L * 5", "2026-04-17T00:00:00Z", "2026-04-24T00:00:00Z", "2026-04-30T00:00:00Z", "2026-05-01T00:00:00Z")]
    [InlineData("CRON_TZ=America/New_York 0 0 13 * 5", "2026-04-10T12:00:00Z", "2026-04-13T04:00:00Z", "2026-04-17T04:00:00Z", "2026-04-24T04:00:00Z")]
    public void A_day_that_fits_the_day_of_the_month_or_the_day_of_the_week_fires(string cron, string after, params string[] instants) =>
        AssertFires(cron, after, instants);

    [Theory]
    [InlineData("0 0 */1 * 5", "2026-04-04T00:00:00Z", "2026-04-10T00:00:00Z", "2026-04-17T00:00:00Z")]
    [InlineData("0 0 13 * */1", "2026-04-04T00:00:00Z", "2026-04-13T00:00:00Z", "2026-05-13T00:00:00Z")]
    [InlineData("0 0 ? * 5", "2026-04-04T00:00:00Z", "2026-04-10T00:00:00Z", "2026-04-17T00:00:00Z")]
    [InlineData("0 0 13 * ?", "2026-04-04T00:00:00Z", "2026-04-13T00:00:00Z", "2026-05-13T00:00:00Z")]
    [InlineData("0 0 */2 * 5", "2026-04-04T00:00:00Z", "2026-04-17T00:00:00Z", "2026-05-01T00:00:00Z")]
    public void A_field_that_begins_with_a_star_leaves_the_days_to_the_other(string cron, string after, params string[] instants) =>
        AssertFires(cron, after, instants);

    [Theory]
    [InlineData("5-1 * * * *", "5-1")]
    [InlineData("0 1,23-2/2 * * *", "23-2")]
    [InlineData("0 0 * DEC-feb *", "DEC-feb")]
    [InlineData("0 0 * * sat-SUN", "sat-SUN")]
    [InlineData("0 0 * * 5-1", "5-1")]
    [InlineData("59-0 * * * * *", "59-0")]
    public void Refuses_and_names_a_range_that_runs_backwards(string cron, string range) => Assert.EndsWith($": {range}", CronSchedule.Read(cron, out _));

    [Fact]
    public void Takes_a_range_to_the_seventh_day_which_is_sunday() => AssertFires("0 0 * * 5-7", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z", "2026-01-09T00:00:00Z");

    [Theory]
    [InlineData("", "0 fields")]
    [InlineData("* * * *", "4 fields")]
    [InlineData("* * * * 1-", "Days of week")]
    [InlineData("* * * * 1/", "Days of week")]
    [InlineData("* * * * 1,", "Days of week")]
    [InlineData("@dail", "the end")]
    [InlineData("@every", "1h30m")]
    [InlineData("@every soon", "'soon'")]
    [InlineData("@every 90", "'90'")]
    [InlineData("@every -1h", "'-1h'")]
    [InlineData("@every 0s", "second")]
    [InlineData("@every 999ms", "second")]
    [InlineData("@every 999999999h", "years")]
    public void Explains_in_plain_words_what_is_wrong(string cron, string words)
    {
        var wrong = CronSchedule.Read(cron, out _)!;
        Assert.Contains(words, wrong, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, char.IsControl);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* * 32 * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("@never")]
    [InlineData("H * * * *")]
    [InlineData("CRON_TZ=Europe/Berlin")]
    [InlineData("CRON_TZ=Europe/Berlin ")]
    [InlineData("0 9 * * *\0")]
    [InlineData("0 9 * * *\0nonsense")]
    [InlineData("@daily\0nonsense")]
    [InlineData("CRON_TZ=Europe/Berlin\0 0 9 * * *")]
    public void Refuses_an_invalid_cron_expression(string cron) => Assert.False(string.IsNullOrWhiteSpace(CronSchedule.Read(cron, out _)));

    [Theory]
    [InlineData("CRON_TZ=Europe/Atlantis 0 9 * * *", "Europe/Atlantis")]
    [InlineData("CRON_TZ= 0 9 * * *", "''")]
    [InlineData("TZ=Europe/Atlantis @every 1h", "Europe/Atlantis")]
    [InlineData("CRON_TZ=../../etc/hostname 0 9 * * *", "../../etc/hostname")]
    [InlineData("CRON_TZ=/etc/localtime 0 9 * * *", "/etc/localtime")]
    public void Refuses_an_unknown_time_zone_and_names_it(string cron, string zone) =>
        Assert.Contains(zone, CronSchedule.Read(cron, out _), StringComparison.Ordinal);

    [Fact]
    public void A_day_without_the_hour_fires_when_the_clock_has_jumped()
    {
        // Berlin, 29 March 2026: 02:00 becomes 03:00.
        Assert.Equal(Time("2026-03-29T01:00:00Z"), Read("CRON_TZ=Europe/Berlin 30 2 * * *").After(Time("2026-03-28T12:00:00Z")));
        Assert.Equal(Time("2026-03-30T00:30:00Z"), Read("CRON_TZ=Europe/Berlin 30 2 * * *").After(Time("2026-03-29T01:00:00Z")));
    }

    [Fact]
    public void A_day_with_the_hour_twice_fires_a_fixed_time_once_and_an_interval_in_both()
    {
        // Berlin, 25 October 2026: 03:00 becomes 02:00.
        var daily = Read("CRON_TZ=Europe/Berlin 30 2 * * *");
        Assert.Equal(Time("2026-10-25T00:30:00Z"), daily.After(Time("2026-10-24T12:00:00Z")));
        Assert.Equal(Time("2026-10-26T01:30:00Z"), daily.After(Time("2026-10-25T00:30:00Z")));

        Assert.Equal(Time("2026-10-25T01:00:00Z"), Read("CRON_TZ=Europe/Berlin 0 * * * *").After(Time("2026-10-25T00:00:00Z")));
        var halfHourly = Read("CRON_TZ=Europe/Berlin */30 * * * *");
        Assert.Equal(Time("2026-10-25T01:00:00Z"), halfHourly.After(Time("2026-10-25T00:30:00Z")));
        Assert.Equal(Time("2026-10-25T01:30:00Z"), halfHourly.After(Time("2026-10-25T01:00:00Z")));
    }

    [Fact]
    public void May_have_no_next_instant() => Assert.Null(Read("0 0 30 2 *").After(Time("2026-01-01T00:00:00Z")));

    private static void AssertFires(string cron, string after, params string[] instants)
    {
        var schedule = Read(cron);
        var time = Time(after);
        foreach (var instant in instants)
        {
            Assert.Equal(Time(instant), time = schedule.After(time)!.Value);
        }
    }

    private static CronSchedule Read(string cron)
    {
        Assert.Null(CronSchedule.Read(cron, out var schedule));
        return schedule!;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
