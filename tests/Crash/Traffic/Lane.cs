using System.Globalization;

namespace BusQStash.Crash.Traffic;

/// <summary>A queue of the run.</summary>
internal sealed record Lane(string Name, LaneRole Role)
{
    /// <summary>Five of ten are plain: most figures come from those.</summary>
    private static readonly LaneRole[] Roles =
    [
        LaneRole.Plain, LaneRole.Parallel, LaneRole.Plain, LaneRole.Paused, LaneRole.Plain,
        LaneRole.Canceled, LaneRole.Plain, LaneRole.Deleted, LaneRole.Plain, LaneRole.Parallel,
    ];

    public static Lane Number(int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"lane-{number}"), Roles[number % Roles.Length]);
}
