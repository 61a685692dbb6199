namespace BusQStash.Api.Overview;

/// <summary>How long what is kept.</summary>
internal sealed record InfoRetention(long FinishedMs, long DeadLettersMs, long BulkActionsMs, long MinutesMs, long HoursMs, long DaysMs);
