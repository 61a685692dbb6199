using BusQStash.Rules.Retries;
using Xunit;

namespace BusQStash.Worker.Tests.Retries;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 2, 7.389)]
    [InlineData(2, 2, 54.598)]
    [InlineData(3, 2, 403.429)]
    [InlineData(4, 2, 2980.958)]
    [InlineData(5, 2, 22026.466)]
    [InlineData(6, 2, 86400)]
    [InlineData(1, 2.5, 12.182)]
    [InlineData(4, 2.5, 22026.466)]
    [InlineData(5, 2.5, 86400)]
    [InlineData(1000, 2, 86400)]
    [InlineData(int.MaxValue, 12, 86400)]
    [InlineData(1, 0, 1)]
    public void Grows_by_powers_of_e_up_to_a_day(int retry, double factor, double seconds) =>
        Assert.Equal(seconds, Backoff.Before(retry, factor).TotalSeconds, 3);
}
