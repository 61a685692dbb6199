namespace BusQStash.Client.Server;

/// <summary>Totals, and rates per second over the last minute. Rates are <see langword="null"/> where statistics are not collected.</summary>
public sealed record ServerNow
{
    /// <summary>Messages accepted per second.</summary>
    public double? Accepted { get; init; }

    /// <summary>Messages delivered per second.</summary>
    public double? Delivered { get; init; }

    /// <summary>Messages failed per second.</summary>
    public double? Failed { get; init; }

    /// <summary>Attempts per second that are followed by another.</summary>
    public double? Retried { get; init; }

    /// <summary>Messages that are not final.</summary>
    public long? Unfinished { get; init; }

    /// <summary>Dead letters, up to the counting limit.</summary>
    public int DeadLetters { get; init; }

    /// <summary>Whether more dead letters exist.</summary>
    public bool DeadLettersCapped { get; init; }
}
