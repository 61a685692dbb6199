namespace BusQStash.Api.Overview;

/// <summary>Current totals and rates per second. Rates are left out where nothing is counted.</summary>
internal sealed record OverviewNow
{
    public double? Accepted { get; init; }

    public double? Delivered { get; init; }

    public double? Failed { get; init; }

    public double? Retried { get; init; }

    public long? Unfinished { get; init; }

    public required int DeadLetters { get; init; }

    public required bool DeadLettersCapped { get; init; }
}
