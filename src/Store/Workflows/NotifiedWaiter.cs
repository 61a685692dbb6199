namespace BusQStash.Store.Workflows;

/// <summary>A waiter that was notified.</summary>
/// <param name="View">The waiter.</param>
/// <param name="MessageId">The message that resumes its run.</param>
/// <param name="RunId">The run.</param>
/// <param name="RunCreatedAt">When the run was created, unix milliseconds.</param>
public sealed record NotifiedWaiter(WaiterView View, string MessageId, string RunId, long RunCreatedAt);
