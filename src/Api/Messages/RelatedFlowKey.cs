using BusQStash.Store.FlowControl;

namespace BusQStash.Api.Messages;

/// <summary>The flow-control key of a message, and its state. The state is left out when the key is not in use any longer.</summary>
internal sealed record RelatedFlowKey(string Key)
{
    /// <summary>The message's position in the key's line, from 1, while it waits there.</summary>
    public int? Place { get; init; }

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

    public int? PeriodSeconds { get; init; }

    internal static RelatedFlowKey Of(string name, int? place, FlowKeyInfo? key) => new(name)
    {
        Place = place,
        Paused = key?.Paused,
        Waiting = key?.Waiting,
        Parallelism = key?.Parallelism,
        InUse = key?.InFlight,
        Rate = key?.Rate,
        RateUsed = key is { Rate: not null } ? key.RateCount : null,
        PeriodSeconds = key is { Rate: not null } ? key.PeriodSeconds : null,
    };
}
