using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Tests.Delivery;

/// <summary>Attempts that call nobody: each waits for what the test says, told how many were made with it, and then counts as delivered.</summary>
internal sealed class ScriptedAttempts(Func<int, Task> during) : IAttempts
{
    private int _made;
    private int _ended;
    private int _inFlight;
    private int _maxInFlight;

    public int Made => Volatile.Read(ref _made);

    public int Ended => Volatile.Read(ref _ended);

    public int MaxInFlight => Volatile.Read(ref _maxInFlight);

    public async Task<AttemptSettlement> RunAsync(Attempt attempt, LaneEpoch? lane, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        var inFlight = Interlocked.Increment(ref _inFlight);
        InterlockedMax(inFlight);
        try
        {
            await during(Interlocked.Increment(ref _made)).WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }

        Interlocked.Increment(ref _ended);
        return new AttemptSettlement
        {
            MessageId = attempt.MessageId,
            Attempt = attempt.Number,
            NextState = MessageState.Delivered,
            StartedAt = startedAt,
            FinishedAt = TimeProvider.System.GetUtcNow(),
        };
    }

    private void InterlockedMax(int value)
    {
        for (var seen = MaxInFlight; value > seen; seen = MaxInFlight)
        {
            Interlocked.CompareExchange(ref _maxInFlight, value, seen);
        }
    }
}
