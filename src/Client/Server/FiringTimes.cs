namespace BusQStash.Client.Server;

/// <summary>The next firings of a schedule or an expression.</summary>
/// <param name="Cron">The expression.</param>
/// <param name="Zone">Its time zone.</param>
/// <param name="Items">The firing times.</param>
/// <param name="Paused">Whether the schedule is paused and therefore does not fire.</param>
public sealed record FiringTimes(string Cron, string Zone, IReadOnlyList<FiringTime> Items, bool Paused = false);
