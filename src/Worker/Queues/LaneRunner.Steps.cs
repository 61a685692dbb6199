namespace BusQStash.Worker.Queues;

/// <content>Carries out what the lane's state decides.</content>
internal sealed partial class LaneRunner
{
    private async Task<TimeSpan> StepAsync()
    {
        IsIdle = false;
        if (_lease is { IsValid: false })
        {
            Lose();
        }

        if (_lease is null)
        {
            _turns.CompleteOlderThan(_state.HoldLimit);
            return await CarryOutAsync(_state.DecideWithoutLease(Now, holdsCommands: !_turns.IsEmpty));
        }

        if (_state.IsHandingOver)
        {
            DropWaiting();
            return await CarryOutAsync(_state.DecideHandOver());
        }

        await ReadAsync();
        _flow.Keep(_state.Window.InWindow(_state.Size, Now.Wall));
        if (_state.AcknowledgesNow(Now))
        {
            _turns.Resolve(_state.Window, _state.HoldLimit);
        }

        await StartAsync();
        return await CarryOutAsync(_state.DecideRest(Now, _flow.IsWaiting));
    }

    /// <summary>Returns how long to wait for an input afterwards.</summary>
    private async ValueTask<TimeSpan> CarryOutAsync(LaneAction action)
    {
        switch (action)
        {
            case LaneAction.Wait wait:
                return wait.Limit;
            case LaneAction.Idle:
                IsIdle = _turns.IsEmpty;
                break;
            case LaneAction.Acquire:
                _services.Leases.Want(this);
                return LaneState.LongestWait;
            case LaneAction.Forgo:
                _services.Leases.Forgo(this);
                _state.Forgo();
                break;
            case LaneAction.Release:
                GiveUp();
                IsIdle = true;
                break;
            case LaneAction.Park park:
                return await ParkAsync(park);
            case LaneAction.Leave:
                _services.Leases.Forgo(this);
                GiveUp();
                _ended.TrySetResult();
                break;
        }

        return Timeout.InfiniteTimeSpan;
    }

    private async Task<TimeSpan> ParkAsync(LaneAction.Park park)
    {
        bool isParked;
        try
        {
            isParked = await _services.Lanes.ParkAsync(_lease!.Lane, _state.Status!.Signal, park.WakeAt, CancellationToken.None);
        }
        catch
        {
            // The lane may have been parked nevertheless, and any worker may take it: acquire it again before an attempt starts.
            Release();
            _state.GiveUp(wanted: true);
            throw;
        }

        if (!isParked)
        {
            return await CarryOutAsync(_state.DecideUnparked());
        }

        Log.Parked(_logger, QueueName, park.WakeAt);
        GiveUp();
        _state.Parked(park);
        return Timeout.InfiniteTimeSpan;
    }

    private void GiveUp()
    {
        Release();
        _state.GiveUp();
        _turns.CompleteAll();
    }

    private void Release()
    {
        if (_lease is { } lease)
        {
            _lease = null;
            _services.Leases.Release(this, lease);
        }

        DropWaiting();
    }

    private async Task ReadAsync()
    {
        // A message up to here that a read does not return is finished; commands for it are ignored.
        var known = Math.Max(_turns.HighestSeq, _state.Status!.LastSeq);
        var reads = _state.NeedsRead;
        if (reads)
        {
            await _reader.ReadAsync(_state.Window, _state.Size, known);
        }

        // Repeats only if many messages have stepped aside.
        while (_state.NeedsMore(Now))
        {
            reads = true;
            await _reader.ReadOnAsync(_state.Window, _state.Size, known);
        }

        if (reads)
        {
            _state.Read();
        }
    }

    private async Task StartAsync()
    {
        if (!_state.MayStart(Now))
        {
            _flow.Rest(_state.Status!.Paused);
            DropSlotsUnlessLooking();
            return;
        }

        var startable = _state.Startable(Now);
        if (startable.Any(entry => entry.Content is null))
        {
            await _reader.FillAsync(_state.Window, startable);
            if (startable.Any(entry => entry.Content is null))
            {
                _state.Outdate(Now);
            }
        }

        foreach (var entry in _state.IsFresh(Now) ? startable : [])
        {
            if (!_state.IsFull && entry.Content is { } content && _lease!.IsValid && _flow.MayStart(entry, content, out var grant))
            {
                _state.Start(entry);
                _slots.Remove(entry, out var slot);
                _attempts.Start(new LaneStart(entry, content, _lease, _state.Known!) { Grant = grant, Slot = slot });
            }
        }

        DropSlotsUnlessLooking();
        await _flow.AskAsync();
    }

    // Polling takes a moment, so a message that has already waited for a slot need not wait again.
    private void DropSlotsUnlessLooking()
    {
        if (!_state.IsAwaitingLook)
        {
            DropSlots();
        }
    }
}
