using BusQStash.Contracts.Messages;
using BusQStash.Rules.Retries;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Worker.Tests.Retries;

public sealed class RetryDelayTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void The_destination_goes_before_the_expression_and_that_before_the_default()
    {
        var spec = new MessageSpec { RetryDelayExpression = "1000 * (1 + retried)" };
        var answer = new ResponseRecord(429, [new HeaderLine("Retry-After", "9")], default, false);

        Assert.Equal(9, RetryDelay.After(spec.RetryDelayExpression, 1, answer.Headers, 2, Now).TotalSeconds);
        Assert.Equal(2, RetryDelay.After(spec.RetryDelayExpression, 1, [], 2, Now).TotalSeconds);
        Assert.Equal(2, RetryDelay.After(spec.RetryDelayExpression, 1, null, 2, Now).TotalSeconds);
        Assert.Equal(54.598, RetryDelay.After(null, 1, null, 2, Now).TotalSeconds, 3);
        Assert.Equal(7.389, RetryDelay.After("((", 0, null, 2, Now).TotalSeconds, 3);
    }

    [Theory]
    [InlineData("500", 0, 500)]
    [InlineData("min(max(pow(2, retried) * 100, 1500), 9000)", 0, 1500)]
    [InlineData("retried", 0, 0)]
    [InlineData("0 - 5", 0, 0)]
    [InlineData("1 / 0", 0, 0)]
    [InlineData("pow(10, 9)", 0, 86_400_000)]
    public void An_expression_counts_milliseconds_between_none_and_a_day(string expression, int retried, double milliseconds) =>
        Assert.Equal(
            milliseconds,
            RetryDelay.After(expression, retried, null, 2, Now).TotalMilliseconds);

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-1, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(86_400_000, 86_400_000)]
    [InlineData(double.MaxValue, 86_400_000)]
    public void Impossible_results_mean_at_once(double result, double milliseconds) =>
        Assert.Equal(milliseconds, RetryDelay.FromMilliseconds(result).TotalMilliseconds);
}
