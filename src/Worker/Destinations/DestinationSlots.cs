using BusQStash.Worker.Delivery;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Destinations;

/// <summary>Keeps one slow destination host from taking all of a worker's unordered deliveries.</summary>
/// <remarks>
/// A host has a fixed number of slots. Who finds none waits a moment; who waits in vain is to put its message back into the ledger, where
/// waiting costs nothing, and whoever comes right after need not wait at all. A host nobody delivers to is forgotten.
/// </remarks>
internal sealed class DestinationSlots(IOptions<DeliveryOptions> options, TimeProvider time, Random random)
{
    private static readonly TimeSpan ShortestDeferral = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDeferral = TimeSpan.FromSeconds(30);

    // Spread by a quarter each way, so that a crowd sent away together does not come back together.
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

    /// <summary>A slot, at once or after a short wait; <see langword="null"/> when the host stays full.</summary>
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

    /// <summary>How long to put back a message that got no slot: the longer, the more were put back before it.</summary>
    public TimeSpan DeferralFor(string host)
    {
        lock (_gate)
        {
            var deferred = 0;
            if (_lines.TryGetValue(host, out var line))
            {
                deferred = ++line.Deferred;
            }

            // Another second for every fill of the slots that waits already.
            var crowd = ShortestDeferral * (1 + ((double)deferred / options.Value.MaxConcurrentPerHost));
            var spread = crowd * (1 - Jitter + (2 * Jitter * random.NextDouble()));
            return TimeSpan.FromTicks(Math.Clamp(spread.Ticks, ShortestDeferral.Ticks, LongestDeferral.Ticks));
        }
    }

    /// <summary>Takes a slot back: the first who waits has it, or it is free.</summary>
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
                // With no delivery in flight there is no crowd either: what was counted is out of date.
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

    /// <summary>Leaves the line; false when the slot had been handed over just before.</summary>
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
