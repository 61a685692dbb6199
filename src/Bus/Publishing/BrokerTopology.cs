using System.Collections.Concurrent;
using BusQStash.Bus.Connections;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Publishing;

/// <summary>Makes sure that a broker queue is there before something is sent to it; asks the broker once per name.</summary>
internal sealed class BrokerTopology(BrokerAdmin admin, BrokerWatch watch, UnusableQueues unusable, IOptions<BrokerOptions> options)
{
    private readonly ConcurrentDictionary<string, Task> _known = new(StringComparer.Ordinal);

    public async Task EnsureAsync(string name)
    {
        if (options.Value.Kind == TransportKind.InMemory)
        {
            return;
        }

        if (watch.State != BrokerState.Ready)
        {
            throw new BrokerUnavailableException(watch.State);
        }

        var declared = _known.GetOrAdd(name, static (key, self) => self.DeclareAsync(key), this);
        try
        {
            await declared;
        }
        catch
        {
            _known.TryRemove(new KeyValuePair<string, Task>(name, declared));
            throw;
        }
    }

    public void Forget(string name) => _known.TryRemove(name, out _);

    private async Task DeclareAsync(string name)
    {
        using var limit = new CancellationTokenSource(options.Value.SendTimeout);
        try
        {
            await admin.DeclareAsync(name, limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException && watch.State == BrokerState.Ready)
        {
            unusable.Add(name);
            throw;
        }
    }
}
