using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.FlowControl;

/// <summary>Judges a destination's own log by a rate: a window begins with the first start after the one before has ended.</summary>
internal static class FlowWindows
{
    public static void AssertAtMost(IReadOnlyList<ReceivedRequest> requests, int rate, TimeSpan period)
    {
        var starts = requests.Select(request => request.StartedTicks).Order().ToArray();
        var began = starts[0];
        var count = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            if (Stopwatch.GetElapsedTime(began, starts[i]) >= period)
            {
                began = starts[i];
                count = 0;
            }

            count++;
            Assert.True(count <= rate, $"{count} starts in the window that began {Stopwatch.GetElapsedTime(starts[0], began)} after the first: {Describe(starts, i)}");
        }
    }

    /// <summary>Never were more than so many in progress at the destination.</summary>
    public static void AssertTogetherAtMost(IReadOnlyList<ReceivedRequest> requests, int limit)
    {
        var edges = requests.SelectMany(request => new[] { (At: request.StartedTicks, Change: 1), (At: AttemptLog.End(request), Change: -1) })
            .OrderBy(edge => edge.At).ThenBy(edge => edge.Change);
        var together = 0;
        foreach (var (_, change) in edges)
        {
            together += change;
            Assert.True(together <= limit, $"{together} attempts were in progress together");
        }
    }

    private static string Describe(long[] starts, int at) => string.Join(
        ' ', starts.Skip(Math.Max(0, at - 25)).Take(40).Select(start => $"{Stopwatch.GetElapsedTime(starts[0], start).TotalSeconds:0.000}"));
}
