namespace BusQStash.Store.Workflows;

/// <summary>Key of a failed run in a list.</summary>
/// <param name="FailedAt">When it failed, unix milliseconds.</param>
/// <param name="RunKey">The run.</param>
/// <param name="DlqId">Its dead letter.</param>
public readonly record struct RunDeadLetterKey(long FailedAt, long RunKey, string DlqId);
