using System.Diagnostics;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>Calls that must be answered soon, whatever is out of order behind the Api.</summary>
internal static class Prompt
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(3);

    public static async Task<T> AnswerAsync<T>(Func<Task<T>> call)
    {
        var clock = Stopwatch.StartNew();
        var answer = await call();
        Assert.True(clock.Elapsed < Limit, $"The answer took {clock.Elapsed.TotalSeconds:0.0} s.");
        return answer;
    }
}
