using BusQStash.Worker.Delivery;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Destinations;

/// <summary>Limits concurrency per host (bulkhead), so that one slow destination host cannot occupy all unordered deliveries of a worker.</summary>
/// <remarks>
/// Each host has a fixed number of slots. A delivery that finds no free slot waits briefly. If none frees up, the caller defers its message in the ledger, where
/// waiting uses no slot, and the next deliveries to this host do not wait at all. Hosts without deliveries are removed.
/// </remarks>
internal sealed class DestinationSlots(IOptions<DeliveryOptions> options, TimeProvider time, Random random)
{
    private static readonly TimeSpan ShortestDeferral = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDeferral = TimeSpan.FromSeconds(30);

    // Jitter of ±25 %, so that messages deferred together do not return together.
    private const double Jitter = 0.25;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HostLine> _lines = new(StringComparer.Ordinal);

    /// <summary>Hosts with deliveries in flight.</summary>
    public int Hosts
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count;
            }
        }
    }

    /// <summary>Acquires a slot, immediately or after a short wait; <see langword="null"/> if none frees up.</summary>
    public ValueTask<HostSlot?> EnterAsync(string host, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource> place;
        HostLine line;
        lock (_gate)
        {
            line = Line(host);
            if (line.InUse < options.Value.MaxConcurrentPerHost)
            {
                line.InUse++;
                return ValueTask.FromResult<HostSlot?>(new HostSlot(this, host));
            }

            if (options.Value.HostPatience <= TimeSpan.Zero || IsSaturated(line))
            {
                return ValueTask.FromResult<HostSlot?>(null);
            }

            place = line.Waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return WaitAsync(host, line, place, cancellationToken);
    }

    /// <summary>How long to defer a message that got no slot; increases with the number of messages already deferred.</summary>
    public TimeSpan DeferralFor(string host)
    {
        lock (_gate)
        {
            var deferred = 0;
            if (_lines.TryGetValue(host, out var line))
            {
                deferred = ++line.Deferred;
            }

            // One more second for each full set of slots that is already waiting.
            var crowd = ShortestDeferral * (1 + ((double)deferred / options.Value.MaxConcurrentPerHost));
            var spread = crowd * (1 - Jitter + (2 * Jitter * random.NextDouble()));
            return TimeSpan.FromTicks(Math.Clamp(spread.Ticks, ShortestDeferral.Ticks, LongestDeferral.Ticks));
        }
    }

    /// <summary>Releases a slot, to the first waiter if there is one.</summary>
    internal void Free(string host)
    {
        lock (_gate)
        {
            var line = _lines[host];
            line.GaveUpAt = null;
            line.Deferred = Math.Max(0, line.Deferred - 1);
            if (line.Waiting.First is { } first)
            {
                line.Waiting.RemoveFirst();
                first.Value.SetResult();
                return;
            }

            if (--line.InUse == 0)
            {
                // Without deliveries in flight the host is not full, so the count of deferred messages is stale.
                _ = _lines.Remove(host);
            }
        }
    }

    private async ValueTask<HostSlot?> WaitAsync(
        string host, HostLine line, LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        try
        {
            await place.Value.Task.WaitAsync(options.Value.HostPatience, time, cancellationToken);
            return new HostSlot(this, host);
        }
        catch (TimeoutException)
        {
            return Leave(line, place, gaveUp: true) ? null : new HostSlot(this, host);
        }
        catch (OperationCanceledException)
        {
            if (!Leave(line, place, gaveUp: false))
            {
                Free(host);
            }

            throw;
        }
    }

    /// <summary>Stops waiting; returns false if a slot has just been handed over.</summary>
    private bool Leave(HostLine line, LinkedListNode<TaskCompletionSource> place, bool gaveUp)
    {
        lock (_gate)
        {
            if (place.List is null)
            {
                return false;
            }

            line.Waiting.Remove(place);
            if (gaveUp)
            {
                line.GaveUpAt = time.GetTimestamp();
            }

            return true;
        }
    }

    private bool IsSaturated(HostLine line) =>
        line.GaveUpAt is { } at && time.GetElapsedTime(at) < options.Value.HostPatience;

    private HostLine Line(string host)
    {
        if (!_lines.TryGetValue(host, out var line))
        {
            line = new HostLine();
            _lines.Add(host, line);
        }

        return line;
    }
}
