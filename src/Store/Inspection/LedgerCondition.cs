namespace BusQStash.Store.Inspection;

/// <summary>The condition of a ledger at its inspection.</summary>
public sealed record LedgerCondition
{
    /// <summary>Name and version of the database, for display.</summary>
    public required string Database { get; init; }

    /// <summary>Version of the newest applied script; 0 before the first start.</summary>
    public required int Schema { get; init; }

    /// <summary>Version of the baseline: older ledgers cannot be upgraded.</summary>
    public required int BaselineSchema { get; init; }

    /// <summary>Version of the newest script this version knows.</summary>
    public required int KnownSchema { get; init; }

    /// <summary>The ledger's id; <see langword="null"/> before the first start.</summary>
    public string? Id { get; init; }

    /// <summary>How far the ledger's clock is ahead of this machine's.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>Uncertainty of that value: half of the round-trip time.</summary>
    public TimeSpan ClockUncertainty { get; init; }

    /// <summary>Database or file rights the process needs and lacks.</summary>
    public IReadOnlyList<string> MissingRights { get; init; } = [];

    /// <summary>Database settings that risk the loss of an acknowledged write.</summary>
    public IReadOnlyList<string> Risks { get; init; } = [];

    /// <summary>Distinct cron expressions of the schedules, including their time zones.</summary>
    public IReadOnlyList<string> Crons { get; init; } = [];
}
