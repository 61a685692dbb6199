namespace BusQStash.Store.FlowControl;

/// <summary>The right to attempt a message now. It counts against its key's parallelism from the grant until its release.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Key">Its flow-control key.</param>
/// <param name="Number">Distinguishes this permit from an earlier one of the same message, so that releasing one twice is harmless.</param>
public readonly record struct FlowPermit(string MessageId, string Key, long Number);
