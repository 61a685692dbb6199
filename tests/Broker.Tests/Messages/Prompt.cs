using System.Diagnostics;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>Calls that must be answered whatever is out of order behind the Api, and not once it is in order again.</summary>
internal static class Prompt
{
    // A second by the settings; the machine may be slow. What waits for the broker waits for as long as the test leaves it down.
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(20);

    public static async Task<T> AnswerAsync<T>(Func<Task<T>> call)
    {
        var clock = Stopwatch.StartNew();
        var answer = await call();
        Assert.True(clock.Elapsed < Limit, $"The answer took {clock.Elapsed.TotalSeconds:0.0} s.");
        return answer;
    }
}
