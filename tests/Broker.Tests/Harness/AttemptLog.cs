using System.Diagnostics;
using System.Globalization;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Harness;

/// <summary>What a hook saw of a queue: one entry for each attempt, in the order they started. All times are the destination's own.</summary>
/// <remarks>The whole log is written out only for a failure: for each of some thousand attempts it would take minutes.</remarks>
public sealed class AttemptLog
{
    private readonly IReadOnlyList<ReceivedRequest> _attempts;

    private AttemptLog(IReadOnlyList<ReceivedRequest> attempts) => _attempts = attempts;

    /// <summary>The requests behind it.</summary>
    public IReadOnlyList<ReceivedRequest> Attempts => _attempts;

    /// <summary>Number of the message of each attempt.</summary>
    public IReadOnlyList<int> Numbers => [.. _attempts.Select(NumberOf)];

    public static AttemptLog Of(Hook hook) => new([.. hook.Requests.OrderBy(request => request.StartedTicks)]);

    /// <summary>Number of the message an attempt was for.</summary>
    public static int NumberOf(ReceivedRequest request) => int.Parse(request.Text, CultureInfo.InvariantCulture);

    /// <summary>Time between two moments of the destination's clock.</summary>
    public static TimeSpan Between(long fromTicks, long toTicks) => Stopwatch.GetElapsedTime(fromTicks, toTicks);

    /// <summary>The attempts of one message.</summary>
    public AttemptLog Only(int number) => new([.. _attempts.Where(request => NumberOf(request) == number)]);

    /// <summary>The same without some attempts.</summary>
    public AttemptLog Except(Func<ReceivedRequest, bool> without) => new([.. _attempts.Where(request => !without(request))]);

    /// <summary>No attempt was made for a message after one for a later message.</summary>
    public AttemptLog AssertInOrder()
    {
        for (var index = 1; index < _attempts.Count; index++)
        {
            if (NumberOf(_attempts[index]) < NumberOf(_attempts[index - 1]))
            {
                Assert.Fail($"Message {_attempts[index].Text} after {_attempts[index - 1].Text}: {this}");
            }
        }

        return this;
    }

    /// <summary>
    /// An attempt starts only while fewer than that many earlier messages are unfinished, one that waits for its retry included. For a window of 1 that is
    /// strict order without overlap. To be asked when all messages are final.
    /// </summary>
    public AttemptLog AssertWindow(int size)
    {
        var finished = _attempts.GroupBy(NumberOf).ToDictionary(same => same.Key, same => same.Max(End));
        foreach (var attempt in _attempts)
        {
            var number = NumberOf(attempt);
            var before = finished.Where(pair => pair.Key < number && pair.Value > attempt.StartedTicks).Select(pair => pair.Key).Order().ToArray();
            if (before.Length >= size)
            {
                Assert.Fail($"Message {number} started before {string.Join(", ", before)} had ended: {this}");
            }
        }

        return this;
    }

    /// <summary>Every message from 1 to that one was attempted.</summary>
    public AttemptLog AssertComplete(int count)
    {
        Assert.Equal(Enumerable.Range(1, count), Numbers.Distinct().Order());
        return this;
    }

    /// <summary>Never were more than so many attempts in progress.</summary>
    public AttemptLog AssertConcurrencyAtMost(int limit)
    {
        foreach (var attempt in _attempts)
        {
            var together = _attempts.Count(other => other.StartedTicks <= attempt.StartedTicks && End(other) > attempt.StartedTicks);
            if (together > limit)
            {
                Assert.Fail($"{together} attempts together when message {attempt.Text} started: {this}");
            }
        }

        return this;
    }

    /// <summary>No attempt was made twice: the same message with the same retry number.</summary>
    public AttemptLog AssertNoRepeats()
    {
        Assert.True(Repeats.Count == 0, $"Attempts made twice: {string.Join(' ', Repeats.Select(request => request.Text))} of {this}");
        return this;
    }

    /// <summary>Attempts that were made before under the same retry number.</summary>
    public IReadOnlyList<ReceivedRequest> Repeats =>
    [
        .. _attempts
            .GroupBy(request => (request.Header("Upstash-Message-Id"), request.Header("Upstash-Retried")))
            .SelectMany(same => same.Skip(1)),
    ];

    /// <summary>When an attempt was over as seen from the destination: it had an answer, or the connection was gone.</summary>
    public static long End(ReceivedRequest request) => request.AnsweredTicks ?? request.EndedTicks ?? long.MaxValue;

    public override string ToString() => string.Join(' ', _attempts.Select(Describe));

    private string Describe(ReceivedRequest request)
    {
        var start = Between(_attempts[0].StartedTicks, request.StartedTicks).TotalSeconds;
        var end = End(request) is < long.MaxValue and var ticks ? Between(_attempts[0].StartedTicks, ticks).TotalSeconds : double.NaN;
        var cut = request.AnsweredTicks is null ? " cut" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{request.Text}[{start:0.000}-{end:0.000}{cut}]");
    }
}
