using BusQStash.Store.Events;

namespace BusQStash.Store.Messages;

/// <summary>A message's row as read and changed by the transaction that holds its lock. Settling and canceling change it in memory; the row is written back at the end.</summary>
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

    /// <summary>The new due time of the next attempt; <see langword="null"/> if it is unchanged.</summary>
    public long? NewNotBefore { get; private set; }

    public required long? FinishedAt { get; set; }

    /// <summary>Time of the latest history entry; 0 if that is the creation.</summary>
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

    /// <summary>Makes the planned attempt due now; nothing else changes.</summary>
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
    /// Gives an entry a time that is not before the previous entry's, even if that was written by a process whose clock is ahead or before this process's clock was set back.
    /// </summary>
    public EventRow Stamp(EventRow entry)
    {
        LastEventAt = Math.Max(entry.Time, Math.Max(LastEventAt, CreatedAt));
        Changed = true;
        return entry with { Time = LastEventAt, Carries = EventFacets.Carries(entry.State, LastEventAt, CreatedAt) };
    }

    /// <summary>Gives up the place in the lane if the message waits for nothing more; true if it gave it up now.</summary>
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
