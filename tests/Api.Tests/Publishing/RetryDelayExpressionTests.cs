using BusQStash.Contracts.Messages;
using CsCheck;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class RetryDelayExpressionTests
{
    [Theory]
    [InlineData("1000", 0, 1000)]
    [InlineData("1000", 7, 1000)]
    [InlineData(" 1.5 * 1000 ", 0, 1500)]
    [InlineData(".5*10", 0, 5)]
    [InlineData("retried", 3, 3)]
    [InlineData("1000 * (1 + retried)", 0, 1000)]
    [InlineData("1000 * (1 + retried)", 4, 5000)]
    [InlineData("pow(2, retried) * 1000", 3, 8000)]
    [InlineData("exp(retried)", 0, 1)]
    [InlineData("sqrt(16)", 0, 4)]
    [InlineData("abs(-5)", 0, 5)]
    [InlineData("floor(2.9)", 0, 2)]
    [InlineData("ceil(2.1)", 0, 3)]
    [InlineData("round(2.5)", 0, 3)]
    [InlineData("min(5, retried)", 9, 5)]
    [InlineData("max(5, retried)", 9, 9)]
    [InlineData("max(min(1000*pow(2,retried),60000),100)", 10, 60000)]
    [InlineData("10 - 4 - 3", 0, 3)]
    [InlineData("100 / 10 / 5", 0, 2)]
    [InlineData("2 + 3 * 4", 0, 14)]
    [InlineData("-3 + 5", 0, 2)]
    [InlineData("2 * -3 + 10", 0, 4)]
    [InlineData("--4", 0, 4)]
    [InlineData("-(2)*-(3)", 0, 6)]
    public void Computes_milliseconds(string text, int retried, double expected) =>
        Assert.Equal(expected, Parsed(text).Evaluate(retried), 9);

    [Theory]
    [InlineData("-5")]
    [InlineData("1 - retried * 2")]
    [InlineData("1/0")]
    [InlineData("0/0")]
    [InlineData("sqrt(-1)")]
    [InlineData("exp(100000)")]
    public void Counts_negative_and_non_finite_results_as_nothing(string text) => Assert.Equal(0, Parsed(text).Evaluate(5));

    [Fact]
    public void Waits_a_day_at_most() => Assert.Equal(86_400_000, Parsed("pow(10, 20)").Evaluate(0));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("abc")]
    [InlineData("RETRIED")]
    [InlineData("1 +")]
    [InlineData("* 2")]
    [InlineData("1 2")]
    [InlineData("(1")]
    [InlineData("1)")]
    [InlineData("pow(2)")]
    [InlineData("pow(2,3,4)")]
    [InlineData("exp()")]
    [InlineData("exp 2")]
    [InlineData("1.2.3")]
    [InlineData(".")]
    [InlineData("1e5")]
    [InlineData("retriedx")]
    [InlineData("2 ^ 3")]
    [InlineData("1;2")]
    [InlineData("1\0")]
    [InlineData("system(1)")]
    public void Refuses_what_is_no_expression_and_says_where(string text)
    {
        Assert.False(RetryDelayExpression.TryParse(text, out var expression, out var error));
        Assert.Null(expression);
        Assert.Contains("position", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_texts_that_are_too_long_or_too_deep()
    {
        Assert.False(RetryDelayExpression.TryParse(new string('1', RetryDelayExpression.MaxLength + 1), out _, out var tooLong));
        Assert.Contains("longer", tooLong, StringComparison.Ordinal);
        Assert.False(RetryDelayExpression.TryParse(new string('(', 200) + "1" + new string(')', 200), out _, out var tooDeep));
        Assert.Contains("nested", tooDeep, StringComparison.Ordinal);
        Assert.True(RetryDelayExpression.TryParse(new string('-', 400) + "1", out _, out _));
    }

    [Fact]
    public void Never_throws() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["retried()+-*/., powexpsqrtminmax0123456789"], 0, 80])
            .Sample(text => !RetryDelayExpression.TryParse(text, out var expression, out var error)
                ? error is not null
                : expression!.Evaluate(3) is >= 0 and <= RetryDelayExpression.MaxDelayMs);

    private static RetryDelayExpression Parsed(string text)
    {
        Assert.True(RetryDelayExpression.TryParse(text, out var expression, out var error), error);
        return expression!;
    }
}
