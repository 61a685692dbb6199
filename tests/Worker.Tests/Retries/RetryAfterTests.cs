using System.Globalization;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Retries;
using Xunit;

namespace BusQStash.Worker.Tests.Retries;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData(" 120 ", 120)]
    [InlineData("1.5", 1.5)]
    [InlineData("86400", 86400)]
    [InlineData("5s ", 5)]
    [InlineData("6m5s", 365)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("24h", 86400)]
    [InlineData("250ms", 0.25)]
    [InlineData("1m1ms", 60.001)]
    [InlineData("500us", 0.0005)]
    [InlineData("500µs", 0.0005)]
    [InlineData("500Âµs", 0.0005)]
    [InlineData("0s", 0)]
    [InlineData(".5s", 0.5)]
    [InlineData("Fri, 02 Jan 2026 03:04:15 GMT", 10)]
    [InlineData("Sat, 03 Jan 2026 03:04:05 GMT", 86400)]
    [InlineData("Fri, 02 Jan 2026 03:04:05 GMT", 0)]
    [InlineData("Fri, 02 Jan 2026 03:00:00 GMT", 0)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 0)]
    [InlineData("Friday, 02-Jan-26 03:04:15 GMT", 10)]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", 0)]
    [InlineData("Fri Jan  2 03:04:15 2026", 10)]
    [InlineData("Sun Nov  6 08:49:37 1994", 0)]
    public void Reads_seconds_durations_and_dates(string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(value, Now));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("-5s")]
    [InlineData("+5")]
    [InlineData("86401")]
    [InlineData("24h1s")]
    [InlineData("1767323055")] // an absolute time
    [InlineData("Sat, 03 Jan 2026 03:04:06 GMT")]
    [InlineData("Saturday, 03-Jan-26 03:04:06 GMT")]
    [InlineData("Sat Jan  3 03:04:06 2026")]
    [InlineData("tomorrow")]
    [InlineData("5 s")]
    [InlineData("s")]
    [InlineData("5d")]
    [InlineData("5s5")]
    [InlineData("1.2.3s")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999h")]
    public void Ignores_what_it_cannot_use(string value) => Assert.Null(RetryAfter.Parse(value, Now));

    [Theory]
    [InlineData("Retry-After: 5|X-RateLimit-Reset: 6", 5d)]
    [InlineData("X-RateLimit-Reset: 6|Retry-After: 5", 5d)]
    [InlineData("x-ratelimit-reset-tokens: 8|x-ratelimit-reset-requests: 7s|x-ratelimit-reset: 6", 6d)]
    [InlineData("x-ratelimit-reset-tokens: 8|x-ratelimit-reset-requests: 7s", 7d)]
    [InlineData("X-RateLimit-Reset-Tokens: 8m0s", 480d)]
    [InlineData("Retry-After: soon|X-RateLimit-Reset: 6", 6d)]
    [InlineData("Retry-After: 90000|Retry-After: 4", 4d)]
    [InlineData("Retry-After: 90000", null)]
    [InlineData("X-Other: 1", null)]
    public void Takes_the_first_usable_header(string headers, double? seconds) => Assert.Equal(
        seconds,
        RetryAfter.From([.. headers.Split('|').Select(line => new HeaderLine(line.Split(": ")[0], line.Split(": ")[1]))], Now)?.TotalSeconds);

    [Fact]
    public void A_date_is_read_in_gmt_whatever_the_machine_thinks() => Assert.Equal(
        TimeSpan.FromSeconds(30), RetryAfter.Parse(Now.AddSeconds(30).ToString("r", CultureInfo.InvariantCulture), Now.ToOffset(TimeSpan.FromHours(9))));
}
