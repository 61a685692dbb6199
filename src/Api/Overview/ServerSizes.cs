using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Store.Instances;

namespace BusQStash.Api.Overview;

/// <summary>Measures what is expensive to measure, once for all viewers and at most every 15 seconds.</summary>
internal sealed class ServerSizes(IServerViews server, IServiceProvider services, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _measuring = new(1);
    private (long LedgerBytes, long? Waiting)? _last;
    private long _measuredAt;

    /// <summary>The ledger's size in bytes, and the commands of unordered messages that wait in the broker, if it tells.</summary>
    internal async Task<(long LedgerBytes, long? Waiting)> GetAsync(CancellationToken cancellationToken)
    {
        await _measuring.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && time.GetElapsedTime(_measuredAt) < Age)
            {
                return last;
            }

            var measured = (await server.LedgerBytesAsync(cancellationToken), await WaitingAsync(cancellationToken));
            (_last, _measuredAt) = (measured, time.GetTimestamp());
            return measured;
        }
        finally
        {
            _measuring.Release();
        }
    }

    public void Dispose() => _measuring.Dispose();

    /// <summary>A broker that does not answer is reported by its state; its size is then unknown.</summary>
    private async Task<long?> WaitingAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<BrokerWatch>() is not { State: BrokerState.Ready, RoundTrip: not null } || services.GetService<BrokerAdmin>() is not { } admin)
        {
            return null;
        }

        try
        {
            return await admin.CountAsync(BrokerNames.Deliver, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
