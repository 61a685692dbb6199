using System.Globalization;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;

namespace BusQStash.Broker.Tests.Harness;

/// <summary>A queue whose messages are numbered from 1 in the order they were accepted, and the hook they go to.</summary>
public sealed class TestQueue(string name, Hook hook, QStashCalls calls)
{
    private readonly List<string> _messageIds = [];

    public string Name => name;

    public Hook Hook => hook;

    /// <summary>How many messages were enqueued.</summary>
    public int Count => _messageIds.Count;

    /// <summary>Ids of the messages in order.</summary>
    public IReadOnlyList<string> MessageIds => _messageIds;

    /// <summary>Every attempt so far, in the order they started.</summary>
    public AttemptLog Log => AttemptLog.Of(hook);

    /// <summary>Enqueues the next message; its body is its number.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> EnqueueAsync(params (string Name, string Value)[] headers)
    {
        var body = (_messageIds.Count + 1).ToString(CultureInfo.InvariantCulture);
        var id = await calls.EnqueueAsync(name, hook.Url, body, headers);
        _messageIds.Add(id);
        return id;
    }

    /// <summary>Enqueues that many messages, one after the other.</summary>
    public async Task EnqueueManyAsync(int count, params (string Name, string Value)[] headers)
    {
        for (var number = 0; number < count; number++)
        {
            await EnqueueAsync(headers);
        }
    }

    /// <summary>Waits until every message was attempted and is final.</summary>
    public async Task WaitUntilDoneAsync(TimeSpan? timeout = null)
    {
        try
        {
            await Eventually.TrueAsync(
                async () => Log.Numbers.Distinct().Count() == Count && await calls.LagAsync(name) == 0,
                $"all {Count} messages of {name} to be final",
                timeout);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} Attempts: {Log}");
        }
    }
}
