using System.Globalization;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Connections;

/// <summary>
/// Messages without order and for three queues, one after the other, until it is stopped. What the Api takes is to arrive whatever happens to broker and
/// database; what it refuses is asked for again, under another number.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    // A node that stands still is dropped by the others within 12.5 s (PrivateCluster). With RabbitMQ's default it would be up to 75 s, and more on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Deployment _system;
    private readonly Hook _unordered;
    private readonly (string Name, Hook Hook, List<int> Accepted)[] _queues;
    private readonly List<int> _accepted = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _sending;
    private int _refused;

    public SteadyLoad(Deployment system)
    {
        _system = system;
        _unordered = system.Destination.AddHook();
        _queues = [.. Enumerable.Range(0, 3).Select(number => ($"steady-{number}", system.Destination.AddHook(), new List<int>()))];
        _sending = SendAsync();
    }

    /// <summary>Calls the Api refused: nothing is promised of them.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Waits until that many more messages of every kind have arrived that were accepted from now on.</summary>
    public async Task WaitForAsync(int more)
    {
        var kinds = Kinds().Select(kind => (kind.Hook, From: Last(kind.Accepted), kind.Accepted)).ToList();
        await Eventually.TrueAsync(
            () => kinds.All(kind => kind.Hook.Requests.Select(AttemptLog.NumberOf).Distinct().Count(number => number > kind.From) >= more),
            $"{more} more messages of every kind",
            Patience);
    }

    /// <summary>The longest time without an arrival since that moment, of messages without order and of each queue's.</summary>
    public string DescribeWaits(DateTimeOffset since) => string.Join(", ", Kinds().Select(kind =>
    {
        DateTimeOffset[] moments = [since, .. kind.Hook.Requests.Select(request => request.StartedAt).Where(moment => moment > since).Order()];
        var longest = moments.Zip(moments.Skip(1), (earlier, later) => later - earlier).DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture, $"{kind.Name ?? "no queue"} {longest.TotalSeconds:0.0} s");
    }));

    /// <summary>Sends no more and waits for the rest. Everything that was accepted has arrived, and each queue's in order.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await _stopping.CancelAsync();
        await _sending;
        foreach (var (name, hook, accepted) in Kinds())
        {
            await Eventually.TrueAsync(
                async () => !accepted.Except(hook.Requests.Select(AttemptLog.NumberOf)).Any() && (name is null || await _system.Calls.LagAsync(name) == 0),
                $"all accepted messages of {name ?? "no queue"}",
                limit);
            if (name is not null)
            {
                AttemptLog.Of(hook).AssertInOrder();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _sending;
        _stopping.Dispose();
    }

    private static int Last(List<int> accepted)
    {
        lock (accepted)
        {
            return accepted.Count == 0 ? 0 : accepted[^1];
        }
    }

    private IEnumerable<(string? Name, Hook Hook, List<int> Accepted)> Kinds() =>
        _queues.Select(queue => ((string?)queue.Name, queue.Hook, queue.Accepted)).Append((null, _unordered, _accepted));

    private async Task SendAsync()
    {
        for (var number = 1; !_stopping.IsCancellationRequested; number++)
        {
            var body = number.ToString(CultureInfo.InvariantCulture);
            foreach (var (name, hook, accepted) in Kinds())
            {
                await TrySendAsync(accepted, number, () => name is null ? _system.Calls.PublishAsync(hook.Url, body) : _system.Calls.EnqueueAsync(name, hook.Url, body));
            }
        }
    }

    private async Task TrySendAsync(List<int> accepted, int number, Func<Task<string>> send)
    {
        try
        {
            await send();
            lock (accepted)
            {
                accepted.Add(number);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // No promise was made. It may arrive all the same: an answer can be lost.
            Interlocked.Increment(ref _refused);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }
}
