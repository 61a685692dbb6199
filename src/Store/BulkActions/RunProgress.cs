namespace BusQStash.Store.BulkActions;

/// <summary>Progress of a cancellation of workflow runs.</summary>
/// <param name="After">Cursor, the last run examined (unix milliseconds and key).</param>
/// <param name="Canceled">Number of runs canceled since the previous step.</param>
/// <param name="IsLast">No run is left.</param>
public sealed record RunProgress((long CreatedAt, string Id) After, int Canceled, bool IsLast);
