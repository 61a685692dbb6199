using BusQStash.Store.Messages;

namespace BusQStash.Worker.Queues;

/// <content>What each thing that happens changes in what a lane knows.</content>
internal sealed partial class LaneRunner
{
    private void LookSoon()
    {
        _parkedUntil = default;
        _needsRead = true;
        _wanted = true;
        _awaitedLook = _services.Leases.LookSoon();
    }

    // The news alone is enough, and a look would be one for every callback: a queue with callbacks spent most of its processor time on them. A message whose own end is not known here yet, or that was
    // not known at all, is left to the ledger.
    private bool Free(string messageId)
    {
        if (_lease is null || _window.Find(messageId) is not { IsFinal: true, InFlight: false } entry)
        {
            return false;
        }

        _window.Remove(entry);
        _finished++;
        return true;
    }

    private void Take(LaneTurnHandle turn)
    {
        if (_lease is null && _parkedUntil > Now)
        {
            // The window is full of messages that wait; this one will be read from the ledger when its time comes.
            turn.Complete();
            return;
        }

        _wanted = true;
        var message = turn.Message;
        if (_window.Find(message.Seq) is { } known)
        {
            if (known.MessageId == message.Id)
            {
                known.Content ??= turn.BodyInLedger ? null : message;
            }

            _turns.Add(turn);
            return;
        }

        if (message.Seq <= _window.KnownThrough)
        {
            // Finished, or of a queue of the same name that was deleted.
            turn.Complete();
            return;
        }

        _turns.Add(turn);
        if (_lease is null)
        {
            // Taking the lease reads the ledger.
            return;
        }

        if (turn.Signal > _status!.Signal && _awaitedLook <= _look)
        {
            // The queue was changed before the message was accepted (paused, say), and the lane has not seen it yet.
            _awaitedLook = _services.Leases.LookSoon();
        }

        // A message up to the mark may be canceled, so the ledger is read. The same applies to a message that does not directly follow the known ones.
        if (message.Seq <= _status.CanceledThrough || _window.Count >= MaxKnown || !_window.TryAppend(message))
        {
            _window.ExpectMore();
        }
        else if (_window.Count > MaxAtHand || turn.BodyInLedger)
        {
            _window.Find(message.Seq)!.Content = null;
        }
    }

    private void Hold(LaneInput.Granted granted)
    {
        _lease?.End();
        _lease = granted.Lease;
        _status = granted.Status;
        _window.StepsAside = _status.StepsAside;
        _look = granted.Look;
        _lookedAt = granted.AskedAt;
        _parkedUntil = default;
        _wantedSince = 0;
        _needsRead = true;

        // Attempts under an earlier lease were cut off; each still says itself when it has ended, and holds its place until then.
        DropWaiting();
        _window.Clear();
    }

    private void See(LaneInput.Seen seen)
    {
        if (_lease is null || seen.Status.Lane != _lease.Lane)
        {
            return;
        }

        _needsRead |= seen.Status.Signal != _status?.Signal;
        _status = seen.Status;
        _window.StepsAside = _status.StepsAside;
        _look = seen.Look;
        _lookedAt = seen.AskedAt;
    }

    private void Lose()
    {
        _lease?.End();
        _lease = null;
        DropWaiting();
        _window.Clear();
        _wanted = true;
        Log.Lost(_logger, QueueName);
    }

    private void End(LaneInput.Ended ended)
    {
        var entry = ended.Entry;
        _inFlight.Remove(entry.MessageId);
        entry.InFlight = false;
        if (ended.Outcome is { Status: SettleStatus.Fenced })
        {
            // An attempt that ends late under an earlier epoch says nothing about the lease that is held now.
            if (ended.Settlement?.Lane == _lease?.Lane)
            {
                Lose();
            }

            _needsRead = true;
            return;
        }

        if (ended.Settlement is not { } settlement || ended.Outcome is not { Status: SettleStatus.Settled } outcome)
        {
            // Cut off, canceled meanwhile, or another's lane: the ledger knows how things stand.
            _needsRead = true;
            _notBefore = ended.Settlement is null ? Now + RetryPause : default;
            return;
        }

        entry.Attempts = settlement.Attempt + 1;
        entry.State = settlement.NextState;
        entry.NotBefore = settlement.NextAttemptAt ?? entry.NotBefore;
        if (outcome.LaneDone)
        {
            _window.Remove(entry);
            _finished++;
        }
    }
}
