namespace BusQStash.Client.Server;

/// <summary>The flow-control key of a message. Its state is <see langword="null"/> once the key is not in use any longer.</summary>
public sealed record RelatedFlowControlKey
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The message's position in the key's line, from 1, while it waits there.</summary>
    public int? Place { get; init; }

    /// <summary>Whether it is paused.</summary>
    public bool? Paused { get; init; }

    /// <summary>Messages that wait in its line.</summary>
    public long? Waiting { get; init; }

    /// <summary>The limit of attempts in flight.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Attempts in flight.</summary>
    public long? InUse { get; init; }

    /// <summary>The limit of starts per period.</summary>
    public int? Rate { get; init; }

    /// <summary>Starts in the current period.</summary>
    public int? RateUsed { get; init; }

    /// <summary>The length of a period.</summary>
    public int? PeriodSeconds { get; init; }
}
