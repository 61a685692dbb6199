namespace BusQStash.Worker.Queues;

/// <content>What a lane does while it cannot start anything: wait, give itself up, or be parked in the ledger.</content>
internal sealed partial class LaneRunner
{
    // A process that stood still, or waits for the ledger, must not go by what it knew of pause and cancel before: they hold within a second or so.
    private void AwaitLookIfOutdated()
    {
        if (_awaitedLook <= _look && _services.IsOutdated(_lookedAt))
        {
            _awaitedLook = _services.Leases.LookSoon();
        }
    }

    private async Task<TimeSpan> RestAsync()
    {
        if (_look < _awaitedLook)
        {
            // The look itself brings the lane on.
            return RetryPause;
        }

        if (_inFlight.Count > 0 || _flow.IsWaiting)
        {
            // Whoever waits for a permit keeps the lane, and so its place in the line; its broker turns are handed back when they get old.
            _restingSince = 0;
            return Shortened(Remaining());
        }

        if (_needsRead)
        {
            return _notBefore > Now ? RetryPause : ShortestWait;
        }

        if (_window.IsEmpty || _status!.Paused)
        {
            return RestFreely();
        }

        return Shortened(await WaitOrParkAsync(Remaining()));
    }

    // No attempt may start until an input arrives: after a moment, held commands are left to the ledger.
    private TimeSpan RestFreely()
    {
        var now = _services.Time.GetTimestamp();
        _restingSince = _restingSince == 0 ? now : _restingSince;
        var rested = _services.Time.GetElapsedTime(_restingSince, now);
        if (rested < ReleaseAfter)
        {
            return ReleaseAfter - rested;
        }

        GiveUp();
        _turns.CompleteAll();
        _wanted = false;
        IsIdle = true;
        return Timeout.InfiniteTimeSpan;
    }

    private async Task<TimeSpan> WaitOrParkAsync(TimeSpan wait)
    {
        var now = _services.Time.GetTimestamp();
        _restingSince = _restingSince == 0 ? now : _restingSince;
        var hold = _services.Options.HoldLimit;
        var rested = _services.Time.GetElapsedTime(_restingSince, now);
        var waitsForCallbacks = wait == Timeout.InfiniteTimeSpan;
        if (waitsForCallbacks ? rested < hold : wait <= hold)
        {
            return waitsForCallbacks ? hold - rested : wait;
        }

        // Full of messages that wait: a new one changes nothing. Otherwise, or when callbacks are awaited, look again in a while.
        var full = !waitsForCallbacks && _window.Fills(Size, Now);
        var wakeAt = full ? Now + wait : Now + hold;
        if (!await ParkAsync(wakeAt))
        {
            _needsRead = true;
            return TimeSpan.FromMilliseconds(100);
        }

        Log.Parked(_logger, QueueName, wakeAt);
        GiveUp();
        _turns.CompleteAll();
        _wanted = false;
        _parkedUntil = full ? wakeAt : default;
        return Timeout.InfiniteTimeSpan;
    }

    private async Task<bool> ParkAsync(DateTimeOffset wakeAt)
    {
        try
        {
            return await _services.Lanes.ParkAsync(_lease!.Lane, _status!.Signal, wakeAt, CancellationToken.None);
        }
        catch
        {
            // The lane may have been parked nevertheless, and any worker may take it: acquire it again before an attempt starts.
            GiveUp();
            _wanted = true;
            throw;
        }
    }

    private TimeSpan Remaining()
    {
        if (_status!.Paused || IsFull || _window.NextDue(Size, Now) is not { } due)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var next = due > _notBefore ? due : _notBefore;
        return next > Now ? next - Now : ShortestWait;
    }

    // Not longer than a moment at a time: the wall clock may be set meanwhile.
    private static TimeSpan Shortened(TimeSpan wait) =>
        wait == Timeout.InfiniteTimeSpan || wait < LongestWait ? wait : LongestWait;

    private void GiveUp()
    {
        if (_lease is { } lease)
        {
            _lease = null;
            _services.Leases.Release(this, lease);
        }

        _status = null;
        DropWaiting();
        _window.Clear();
        _restingSince = 0;
    }
}
