namespace BusQStash.Api.Overview;

/// <summary>How long each kind of data is kept, in milliseconds.</summary>
internal sealed record InfoRetention(long FinishedMs, long DeadLettersMs, long BulkActionsMs, long MinutesMs, long HoursMs, long DaysMs);
