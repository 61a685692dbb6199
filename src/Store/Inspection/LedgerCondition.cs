namespace BusQStash.Store.Inspection;

/// <summary>The ledger as it was found.</summary>
public sealed record LedgerCondition
{
    /// <summary>The database with its version, as people call it.</summary>
    public required string Database { get; init; }

    /// <summary>The newest script that was applied; 0 where no process has started yet.</summary>
    public required int Schema { get; init; }

    /// <summary>The newest script this program knows.</summary>
    public required int KnownSchema { get; init; }

    /// <summary>The ledger's id; <see langword="null"/> before it has one.</summary>
    public string? Id { get; init; }

    /// <summary>How far the ledger's clock is ahead of this machine's.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>How wrong that may be: half of the time the answer took.</summary>
    public TimeSpan ClockUncertainty { get; init; }

    /// <summary>What the program must be allowed and is not.</summary>
    public IReadOnlyList<string> MissingRights { get; init; } = [];

    /// <summary>Settings of the database with which an answered write may be lost.</summary>
    public IReadOnlyList<string> Risks { get; init; } = [];

    /// <summary>What schedules fire by, each text once; zones stand before it.</summary>
    public IReadOnlyList<string> Crons { get; init; } = [];
}
