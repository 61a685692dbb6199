using BusQStash.Contracts.Messages;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>
/// Flow-control permits of one lane: each message of the window that may be attempted requests its own permit. Called only by the lane's loop.
/// </summary>
/// <remarks>
/// Leftover requests in the ledger are harmless. A permit granted to a message that no longer waits is released. Each request has a number, so an old grant is never
/// mistaken for a new one. When a process dies, its requests and permits are removed.
/// </remarks>
internal sealed class LaneFlow(LaneServices services, Func<LaneInput, bool> post)
{
    private readonly Dictionary<string, LaneWaiting> _waiting = new(StringComparer.Ordinal);
    private readonly List<LaneWaiting> _new = [];

    /// <summary>Messages of this lane wait for permits, so the lane must be kept.</summary>
    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>Whether an entry may be attempted now: it has no flow control, or it has a permit. Otherwise <see cref="AskAsync"/> requests one for it.</summary>
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

    /// <summary>Requests permits for the entries that need one, and returns permits that could not be used.</summary>
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
            // The ledger may have stored the requests nevertheless. Withdrawn ones are not granted; grants of the others are released, because no entry waits for them.
            Array.ForEach(asking, Drop);
            throw;
        }
    }

    /// <summary>A permit was granted.</summary>
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

    /// <summary>An attempt was too late to use its permit: the message waits again at its former place.</summary>
    public void WaitAgain(LaneEntry entry, FlowControlSpec spec, LaneGrant grant)
    {
        Wait(entry, new LanePermitRequest(entry.MessageId, spec, grant.Ticket));
        services.Permits.PutBack(grant);
    }

    /// <summary>Withdraws the requests of messages that are no longer in the window.</summary>
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

    /// <summary>No attempt may start now. If the reason is temporary, unused permits are returned; if the queue is paused, all requests are withdrawn.</summary>
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

    /// <summary>The lane was handed over, lost or paused: releases its permits for others.</summary>
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

        // Registered before the request is written, because the grant may arrive before the ledger's answer.
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
