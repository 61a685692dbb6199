using System.IO.Hashing;
using System.Text;
using BusQStash.Store.Instances;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Queues;

/// <summary>
/// Spreads lanes over workers by rendezvous hashing: each lane belongs to the live worker with the highest hash of the two names. Placement only decides which
/// worker connects; the lease decides which one works.
/// </summary>
internal sealed class LanePlacement(
    IInstances instances, ILedgerContact contact, InstanceIdentity identity, TimeProvider time, IOptions<LaneOptions> options) : IDisposable
{
    private static readonly TimeSpan FreshEnough = TimeSpan.FromMilliseconds(250);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile int[] _workers = [];
    private volatile bool _isOutdated;
    private long _readAt;

    /// <summary>Reads the live workers again, unless that was done a moment ago.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_workers.Length > 0 && !_isOutdated && time.GetElapsedTime(_readAt) < FreshEnough)
            {
                return;
            }

            _isOutdated = false;

            // No worker could renew its heartbeat during a ledger outage: the first one back must not take the others' lanes while the results of their attempts
            // are still unwritten.
            var workers = await instances.ListWorkersAsync(options.Value.WorkerMaxAge, cancellationToken);
            _workers = contact.Unbroken > options.Value.WorkerMaxAge ? [.. workers] : [.. workers.Union(_workers).Order()];
            _readAt = time.GetTimestamp();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The next <see cref="RefreshAsync"/> reads in any case.</summary>
    public void Outdate() => _isOutdated = true;

    /// <summary>Whether this worker should connect to the broker queue of that name.</summary>
    public bool IsMine(string brokerQueue)
    {
        var workers = _workers;
        if (workers.Length <= 1)
        {
            // No other worker is known; in doubt every worker connects, and the lease decides.
            return workers.Length == 0 || workers[0] == identity.Number;
        }

        var best = workers.MaxBy(worker => Weight(worker, brokerQueue));
        return best == identity.Number;
    }

    public void Dispose() => _gate.Dispose();

    private static ulong Weight(int worker, string name)
    {
        Span<byte> text = stackalloc byte[sizeof(int) + 512];
        BitConverter.TryWriteBytes(text, worker);
        var length = Encoding.UTF8.GetBytes(name, text[sizeof(int)..]);
        return XxHash64.HashToUInt64(text[..(sizeof(int) + length)]);
    }
}
