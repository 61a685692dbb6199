using BusQStash.Testing.Networks;

namespace BusQStash.Crash.Faults;

/// <summary>Temporary faults of the link of one process to one server.</summary>
internal static class WayTrouble
{
    /// <summary>Starts one of them; returns how long it should last.</summary>
    public static TimeSpan Begin(NetworkLink way, Random chance)
    {
        var directions = chance.Next(3) switch { 0 => LinkDirection.ToServer, 1 => LinkDirection.FromServer, _ => LinkDirection.Both };
        switch (chance.Next(4))
        {
            case 0:
                // Longer than every timeout in the system, or shorter.
                way.Stall(directions);
                return TimeSpan.FromSeconds(1 + (chance.NextDouble() * 24));
            case 1:
                way.Reset();
                return TimeSpan.Zero;
            case 2:
                way.Refuse();
                way.Reset();
                return TimeSpan.FromSeconds(1 + (chance.NextDouble() * 11));
            default:
                way.Delay = TimeSpan.FromMilliseconds(chance.Next(20, 200));
                return TimeSpan.FromSeconds(5 + (chance.NextDouble() * 10));
        }
    }
}
