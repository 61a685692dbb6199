using BusQStash.Store.Messages;

namespace BusQStash.Worker.Queues;

/// <summary>
/// A command that was received from a lane's broker queue and is not acknowledged yet. Completing it acknowledges: the message is final, or the ledger
/// looks after it (the lane is parked or held, or will be found without an owner).
/// </summary>
internal sealed class LaneTurnHandle(StoredMessage message, long receivedAt)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StoredMessage Message { get; } = message;

    public long ReceivedAt { get; } = receivedAt;

    /// <summary>The command came without the body: it is read from the ledger when the message's turn comes.</summary>
    public bool BodyInLedger { get; init; }

    /// <summary>The queue's signal the lane must have seen before it attempts the message.</summary>
    public long Signal { get; init; }

    public Task Done => _done.Task;

    public void Complete() => _done.TrySetResult();
}
