using BusQStash.Store.Events;

namespace BusQStash.Store.Messages;

/// <summary>
/// A message's row as a transaction that holds its lock sees and changes it. What follows from a settlement or a cancel is decided
/// here, in memory, and written back at the end.
/// </summary>
internal sealed class HeldMessage
{
    public required string Id { get; init; }

    public required MessageState State { get; set; }

    public required int Attempts { get; set; }

    public required string? QueueName { get; init; }

    public required long Seq { get; init; }

    public required bool LaneOpen { get; set; }

    public required int OpenCallbacks { get; set; }

    public required string? ParentId { get; init; }

    public required int? ClaimedBy { get; set; }

    public required long CreatedAt { get; init; }

    public required long NotBefore { get; init; }

    /// <summary>When the next attempt is due now; <see langword="null"/> where that stays as it is.</summary>
    public long? NewNotBefore { get; private set; }

    public required long? FinishedAt { get; set; }

    /// <summary>The time of its latest entry in the history; 0 for that of its creation.</summary>
    public required long LastEventAt { get; set; }

    public required string? FlowKey { get; init; }

    /// <summary>The row must be written back.</summary>
    public bool Changed { get; private set; }

    public bool IsOrdered => QueueName is not null;

    public bool IsFinal => State >= MessageState.Delivered;

    public bool AwaitsAttempt(int attempt) => !IsFinal && Attempts == attempt;

    public void RetryAt(long notBefore)
    {
        State = MessageState.Retrying;
        Attempts++;
        NewNotBefore = notBefore;
        ClaimedBy = null;
        Changed = true;
    }

    /// <summary>The attempt that is planned is due now; nothing else changes.</summary>
    public void DueAt(long now)
    {
        NewNotBefore = now;
        Changed = true;
    }

    public void FinishAttempt(MessageState state, long finishedAt)
    {
        Attempts++;
        Finish(state, finishedAt);
    }

    public void Cancel(long canceledAt) => Finish(MessageState.Canceled, canceledAt);

    public void AddCallbacks(int count)
    {
        if (IsOrdered && count > 0)
        {
            OpenCallbacks += count;
            Changed = true;
        }
    }

    public void CallbackEnded()
    {
        OpenCallbacks = Math.Max(0, OpenCallbacks - 1);
        Changed = true;
    }

    /// <summary>
    /// An entry as it is written: not before the one before it, even if that was written by a process whose clock is ahead, or by this one before its
    /// clock was set back.
    /// </summary>
    public EventRow Stamp(EventRow entry)
    {
        LastEventAt = Math.Max(entry.Time, Math.Max(LastEventAt, CreatedAt));
        Changed = true;
        return entry with { Time = LastEventAt, Carries = EventFacets.Carries(entry.State, LastEventAt, CreatedAt) };
    }

    /// <summary>Gives up the place in the lane when nothing is left to wait for; true when it did so now.</summary>
    public bool TryLeaveLane()
    {
        if (!LaneOpen || !IsFinal || OpenCallbacks > 0)
        {
            return false;
        }

        LaneOpen = false;
        Changed = true;
        return true;
    }

    private void Finish(MessageState state, long finishedAt)
    {
        State = state;
        FinishedAt = finishedAt;
        ClaimedBy = null;
        Changed = true;
    }
}
