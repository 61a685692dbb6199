using BusQStash.Rules.Durations;
using CsCheck;
using Xunit;

namespace BusQStash.Api.Tests.Rules;

public sealed class DurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("50s", 50_000)]
    [InlineData("30", 30_000)]
    [InlineData(" 30 ", 30_000)]
    [InlineData("2.5s", 2_500)]
    [InlineData("2.5", 2_500)]
    [InlineData(".5s", 500)]
    [InlineData("0.0001s", 1)]
    [InlineData("10m", 600_000)]
    [InlineData("10h", 36_000_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1d10h30m", 124_200_000)]
    [InlineData("30m1h", 5_400_000)]
    [InlineData("1D2H", 93_600_000)]
    [InlineData("500ms", 500)]
    [InlineData("1s500ms", 1_500)]
    [InlineData("1m5ms2s", 62_005)]
    [InlineData("0.5ms", 1)]
    [InlineData("7MS", 7)]
    [InlineData("ms", 0, false)]
    [InlineData("5msm", 0, false)]
    [InlineData("", 0, false)]
    [InlineData("  ", 0, false)]
    [InlineData("s", 0, false)]
    [InlineData("-5s", 0, false)]
    [InlineData("+5s", 0, false)]
    [InlineData("5x", 0, false)]
    [InlineData("5s3", 0, false)]
    [InlineData("5ss", 0, false)]
    [InlineData("1e3s", 0, false)]
    [InlineData("1,5s", 0, false)]
    [InlineData("soon", 0, false)]
    [InlineData("NaN", 0, false)]
    [InlineData("٣s", 0, false)]
    [InlineData("999999999999999999999s", 0, false)]
    public void Reads_what_users_write(string text, long milliseconds, bool valid = true)
    {
        Assert.Equal(valid, Duration.TryParse(text, out var read));
        if (valid)
        {
            Assert.Equal(milliseconds, read);
        }
    }

    [Theory]
    [InlineData("6m5s", 365_000d)]
    [InlineData("1h0m0.5s", 3_600_500d)]
    [InlineData(".5s", 500d)]
    [InlineData("250us", 0.25d)]
    [InlineData("100ns", 0.0001d)]
    [InlineData("7", 7_000d)]
    [InlineData("1d", null)]
    [InlineData("5S", null)]
    [InlineData("", null)]
    [InlineData("-1s", null)]
    public void Reads_what_destinations_written_in_go_answer(string text, double? milliseconds) => Assert.Equal(
        milliseconds, Duration.TryParseGo(text, out var read) ? read.TotalMilliseconds : null);

    [Theory]
    [InlineData("300000", true)]
    [InlineData(" 2.5 ", true)]
    [InlineData("0", false)]
    [InlineData("0.0", false)]
    [InlineData("5s", false)]
    [InlineData("soon", false)]
    [InlineData("", false)]
    public void Knows_a_number_without_a_unit(string text, bool lacksUnit) => Assert.Equal(lacksUnit, Duration.LacksUnit(text));

    [Fact]
    public void Does_not_overflow()
    {
        Assert.True(Duration.TryParse("99999999999999999999d99999999999999999999d", out var huge));
        Assert.True(huge > TimeSpan.FromDays(900 * 365).TotalMilliseconds);
    }

    [Fact]
    public void Never_throws_and_is_never_negative() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789.smhd "], 0, 40])
            .Sample(text => !Duration.TryParse(text, out var ms) || ms >= 0);
}
