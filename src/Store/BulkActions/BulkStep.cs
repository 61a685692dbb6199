using BusQStash.Store.Messages;

namespace BusQStash.Store.BulkActions;

/// <summary>The result of one step of a bulk action.</summary>
/// <param name="Canceled">Messages canceled by the step.</param>
/// <param name="Next">The claim for the next step; <see langword="null"/> when the action is complete or another process has claimed it.</param>
public sealed record BulkStep(IReadOnlyList<CanceledMessage> Canceled, BulkClaim? Next);
