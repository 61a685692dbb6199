using System.Collections.Concurrent;

namespace BusQStash.Worker.FlowControl;

/// <summary>Lanes of this process that wait for permits, by the ticket of each wish.</summary>
internal sealed class LaneWaiters
{
    private readonly ConcurrentDictionary<long, Func<LaneGrant, bool>> _waiting = new();
    private long _lastTicket;

    public bool IsEmpty => _waiting.IsEmpty;

    public long NextTicket() => Interlocked.Increment(ref _lastTicket);

    /// <summary>Before the wish is written: the grant may come before the writing returns.</summary>
    public void Register(long ticket, Func<LaneGrant, bool> give) => _waiting[ticket] = give;

    public void Forget(long ticket) => _waiting.TryRemove(ticket, out _);

    /// <summary>Hands a grant to the lane that waits for it; false when none does any longer.</summary>
    public bool TryGive(LaneGrant grant) => _waiting.TryGetValue(grant.Ticket, out var give) && give(grant);
}
