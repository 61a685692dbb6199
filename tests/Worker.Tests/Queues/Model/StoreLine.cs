namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>
/// A worker's way to the ledger. A call takes effect some time after it was made and is answered some time after that; it may be lost on either way. What is under way when the worker dies
/// takes effect all the same.
/// </summary>
internal sealed class StoreLine(World world)
{
    public StoreTrouble Trouble { get; } = new(world);

    public Task<T> CallAsync<T>(Func<T> transaction, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var answer = new TaskCompletionSource<T>();
        var withdrawn = false;
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.UnsafeRegister(_ => withdrawn |= answer.TrySetCanceled(cancellationToken) && world.Chance.OneIn(2), null);
        }

        world.After(Trouble.NextDelay(), () =>
        {
            if (!withdrawn)
            {
                Commit(transaction, answer);
            }
        });
        return answer.Task;
    }

    private void Commit<T>(Func<T> transaction, TaskCompletionSource<T> answer)
    {
        if (Trouble.IsCutOff)
        {
            answer.TrySetException(new ModelStoreException());
            return;
        }

        if (Trouble.FailsBefore())
        {
            answer.TrySetException(new ModelStoreException());
            if (world.Chance.OneIn(3))
            {
                // Only the connection broke: the ledger is still at it.
                world.After(world.Chance.Milliseconds(1_500), () => transaction());
            }

            return;
        }

        var result = transaction();
        var isLost = Trouble.FailsAfter();
        world.After(Trouble.NextDelay(), () =>
        {
            if (isLost)
            {
                answer.TrySetException(new ModelStoreException());
            }
            else
            {
                answer.TrySetResult(result);
            }
        });
    }
}
