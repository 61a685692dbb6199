namespace BusQStash.Client.Server;

/// <summary>How much there is, and how much happens per second, over the last minute. Rates are <see langword="null"/> where nothing is counted.</summary>
public sealed record ServerNow
{
    /// <summary>Messages accepted per second.</summary>
    public double? Accepted { get; init; }

    /// <summary>Messages delivered per second.</summary>
    public double? Delivered { get; init; }

    /// <summary>Messages failed per second.</summary>
    public double? Failed { get; init; }

    /// <summary>Attempts per second that another follows.</summary>
    public double? Retried { get; init; }

    /// <summary>Messages that are not final.</summary>
    public long? Unfinished { get; init; }

    /// <summary>Dead letters, as far as was counted.</summary>
    public int DeadLetters { get; init; }

    /// <summary>Whether there are more dead letters.</summary>
    public bool DeadLettersCapped { get; init; }
}
