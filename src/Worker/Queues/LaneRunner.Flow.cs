using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <content>Flow-control permits and attempt slots of a lane.</content>
internal sealed partial class LaneRunner
{
    // Slots obtained by messages that were waiting for one when the lane had to decide again.
    private readonly Dictionary<LaneEntry, GateSlot> _slots = [];

    private void PutBack(LaneInput.NotStarted notStarted)
    {
        var (entry, grant, slot) = notStarted;
        var isInWindow = _state.PutBack(entry);
        if (grant is null && isInWindow)
        {
            _slots[entry] = slot;
        }
        else if (grant is not null && isInWindow && entry.Content?.Spec.FlowControl is { } spec)
        {
            _flow.WaitAgain(entry, spec, grant);
        }
        else
        {
            _services.Permits.End(grant, isSettled: false);
            slot.Dispose();
            _state.Outdate();
        }
    }

    private void DropSlots()
    {
        foreach (var slot in _slots.Values)
        {
            slot.Dispose();
        }

        _slots.Clear();
    }

    // No attempt may start: releases the permits for others.
    private void DropWaiting()
    {
        _flow.DropAll();
        DropSlots();
    }

    // Handles inputs that reach a lane after its end.
    private void GiveBack(LaneInput late)
    {
        if (late is LaneInput.Permitted { Grant: var unused })
        {
            _services.Permits.End(unused, isSettled: false);
        }
        else if (late is LaneInput.NotStarted unmade)
        {
            _services.Permits.End(unmade.Grant, isSettled: false);
            unmade.Slot.Dispose();
        }
    }
}
