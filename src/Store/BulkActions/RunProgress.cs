namespace BusQStash.Store.BulkActions;

/// <summary>How far a cancel of workflow runs came.</summary>
/// <param name="After">The last run that was looked at (unix milliseconds and key).</param>
/// <param name="Canceled">How many were canceled since the last time.</param>
/// <param name="IsLast">There are no more.</param>
public sealed record RunProgress((long CreatedAt, string Id) After, int Canceled, bool IsLast);
