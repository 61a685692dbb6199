namespace BusQStash.Store.Batching;

/// <summary>An item that waits for its group, with its caller's completion.</summary>
/// <param name="Item">The item.</param>
internal sealed record PendingItem<TItem, TResult>(TItem Item)
{
    // Continuations run asynchronously, so that a slow caller does not block the next group.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Completion => _completion.Task;

    public void Complete(TResult result) => _completion.TrySetResult(result);

    public void Fail(Exception exception) => _completion.TrySetException(exception);
}
