using BusQStash.Api.Publishing;
using CsCheck;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class FlowControlValueTests
{
    [Theory]
    [InlineData("parallelism=3", 3, null, 1)]
    [InlineData("rate=10", null, 10, 1)]
    [InlineData("parallelism=3, rate=10, period=1m", 3, 10, 60)]
    [InlineData("PERIOD=2h,Rate=1", null, 1, 7200)]
    [InlineData(" rate = 5 , period = 30 ", null, 5, 30)]
    [InlineData("rate=5,period=1.5s", null, 5, 2)]
    [InlineData("rate=5,period=7d", null, 5, 604800)]
    [InlineData("rate=5,", null, 5, 1)]
    public void Reads_limits(string value, int? parallelism, int? rate, int period)
    {
        Assert.Null(FlowControlValue.Read("key", value, out var spec));
        Assert.Equal(("key", parallelism, rate, period), (spec!.Key, spec.Parallelism, spec.Rate, spec.PeriodSeconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("period=1m")]
    [InlineData("parallelism")]
    [InlineData("parallelism=")]
    [InlineData("parallelism=0")]
    [InlineData("parallelism=-1")]
    [InlineData("parallelism=1.5")]
    [InlineData("rate=many")]
    [InlineData("rate=99999999999")]
    [InlineData("rate=1,period=0")]
    [InlineData("rate=1,period=8d")]
    [InlineData("rate=1,period=soon")]
    [InlineData("speed=1")]
    public void Refuses_what_makes_no_sense(string value)
    {
        Assert.NotNull(FlowControlValue.Read("key", value, out var spec));
        Assert.Null(spec);
    }

    [Fact]
    public void Never_throws() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["parlismteod=,0123456789 "], 0, 40])
            .Sample(value => FlowControlValue.Read("k", value, out var spec) is null == spec is not null);
}
