using BusQStash.Contracts.Messages;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>
/// Permits of flow control as one lane asks for and uses them: every message of the window that may be attempted asks for itself. Only the lane's loop calls it.
/// </summary>
/// <remarks>
/// What the ledger knows too much of is harmless: a wish nobody waits for is granted and given back, a permit is told from an earlier one by its number, and both
/// are taken away from a process that dies.
/// </remarks>
internal sealed class LaneFlow(LaneServices services, Func<LaneInput, bool> post)
{
    private readonly Dictionary<string, LaneWaiting> _waiting = new(StringComparer.Ordinal);
    private readonly List<LaneWaiting> _new = [];

    /// <summary>Messages stand in lines: the lane is to be kept.</summary>
    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>Whether an entry may be attempted now: it has no flow control, or a permit. Otherwise it is among those <see cref="AskAsync"/> asks for.</summary>
    public bool MayStart(LaneEntry entry, StoredMessage content, out LaneGrant? grant)
    {
        grant = null;
        if (content.Spec.FlowControl is not { } spec)
        {
            return true;
        }

        if (_waiting.TryGetValue(entry.MessageId, out var waiting))
        {
            grant = waiting.Grant;
            if (grant is not null)
            {
                _waiting.Remove(entry.MessageId);
                services.Permits.Waiters.Forget(waiting.Request.Ticket);
            }

            return grant is not null;
        }

        Wait(entry, new LanePermitRequest(entry.MessageId, spec, services.Permits.Waiters.NextTicket()));
        _new.Add(_waiting[entry.MessageId]);
        return false;
    }

    /// <summary>Puts into their lines those that may be attempted and have no permit; and puts back a permit that could not be used.</summary>
    public async Task AskAsync()
    {
        PutBackUnused();
        if (_new.Count == 0)
        {
            return;
        }

        LaneWaiting[] asking = [.. _new];
        _new.Clear();
        try
        {
            await services.Permits.EnterAsync([.. asking.Select(one => one.Request)]);
        }
        catch
        {
            // The ledger may have them all the same: withdrawn, they cannot be granted; granted, nobody waits for them.
            Array.ForEach(asking, Drop);
            throw;
        }
    }

    /// <summary>A permit came.</summary>
    public void Give(LaneGrant grant)
    {
        if (_waiting.GetValueOrDefault(grant.Permit.MessageId) is { Grant: null } waiting && waiting.Request.Ticket == grant.Ticket)
        {
            waiting.Grant = grant;
            waiting.Entry.AwaitsPermit = false;
        }
        else
        {
            services.Permits.End(grant, isSettled: false);
        }
    }

    /// <summary>An attempt came too late to use its permit: the message stands where it stood.</summary>
    public void WaitAgain(LaneEntry entry, FlowControlSpec spec, LaneGrant grant)
    {
        Wait(entry, new LanePermitRequest(entry.MessageId, spec, grant.Ticket));
        services.Permits.PutBack(grant);
    }

    /// <summary>Takes back the wishes of messages that are not in the window any longer.</summary>
    public void Keep(IEnumerable<LaneEntry> window)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var inWindow = window.ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var waiting in _waiting.Values.Where(waiting => !inWindow.Contains(waiting.Entry)).ToArray())
        {
            Drop(waiting);
        }
    }

    /// <summary>Nothing may be started now. Only for a moment: permits return to their places. Paused: all wishes are taken back.</summary>
    public void Rest(bool paused)
    {
        if (paused)
        {
            DropAll();
        }
        else
        {
            PutBackUnused();
        }
    }

    /// <summary>The lane is given up, lost or paused: others go on.</summary>
    public void DropAll()
    {
        foreach (var waiting in _waiting.Values.ToArray())
        {
            Drop(waiting);
        }
    }

    private void PutBackUnused()
    {
        foreach (var waiting in _waiting.Values.Where(waiting => waiting.Grant is not null))
        {
            services.Permits.PutBack(waiting.Grant!);
            waiting.Grant = null;
            waiting.Entry.AwaitsPermit = true;
        }
    }

    private void Wait(LaneEntry entry, LanePermitRequest request)
    {
        entry.AwaitsPermit = true;
        _waiting[entry.MessageId] = new LaneWaiting(entry, request);

        // Before the ledger is told: the grant may come before its answer.
        services.Permits.Waiters.Register(request.Ticket, grant => post(new LaneInput.Permitted(grant)));
    }

    private void Drop(LaneWaiting waiting)
    {
        _waiting.Remove(waiting.Entry.MessageId);
        _new.Remove(waiting);
        waiting.Entry.AwaitsPermit = false;
        services.Permits.Withdraw(waiting.Request);
        services.Permits.End(waiting.Grant, isSettled: false);
    }
}
