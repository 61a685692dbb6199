using BusQStash.Client.Http;

namespace BusQStash.Client.Server;

/// <summary>Selects counts.</summary>
public sealed record StatsFilter
{
    /// <summary><c>all</c>, <c>queue:NAME</c> or <c>host:NAME</c>. <see langword="null"/>: all.</summary>
    public string? Series { get; init; }

    /// <summary>The beginning. <see langword="null"/>: an hour before the end.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end. <see langword="null"/>: now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary><c>minute</c>, <c>hour</c> or <c>day</c>; at most 500 steps. <see langword="null"/>: the finest that fits.</summary>
    public string? Step { get; init; }

    internal Query ToQuery() => new Query().With("series", Series).With("from", From).With("to", To).With("step", Step);
}
