using System.Collections.Concurrent;

namespace BusQStash.Bus.Publishing;

/// <summary>
/// Remembers which lanes this process announced to the workers recently. Workers keep a lane's endpoint for longer than <see cref="TellAgainAfter"/>
/// after the last notice, so a lane in use is announced periodically instead of with every message.
/// </summary>
internal sealed class OpenedLanes(TimeProvider time)
{
    /// <summary>A quarter of the time a worker keeps an idle lane.</summary>
    public static readonly TimeSpan TellAgainAfter = TimeSpan.FromSeconds(15);

    private const int TooMany = 20_000;
    private readonly ConcurrentDictionary<string, long> _announced = new(StringComparer.Ordinal);

    public bool ShouldTell(string queueName)
    {
        var now = time.GetTimestamp();
        if (_announced.TryGetValue(queueName, out var last) && time.GetElapsedTime(last, now) < TellAgainAfter)
        {
            return false;
        }

        if (_announced.Count > TooMany)
        {
            _announced.Clear();
        }

        _announced[queueName] = now;
        return true;
    }

    public void Forget(string queueName) => _announced.TryRemove(queueName, out _);
}
