using BusQStash.Store.Messages;

namespace BusQStash.Store.BulkActions;

/// <summary>What one step of a bulk action did.</summary>
/// <param name="Canceled">Messages that were canceled in it.</param>
/// <param name="Next">The claim to go on with; <see langword="null"/> when the action is done, or another process goes on with it.</param>
public sealed record BulkStep(IReadOnlyList<CanceledMessage> Canceled, BulkClaim? Next);
