using System.ComponentModel.DataAnnotations;

namespace BusQStash.Store.Stats;

/// <summary>Options of the statistics for the charts.</summary>
public sealed class StatsOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "BusQStash:Stats";

    /// <summary>Whether statistics are collected. Default: true. When false, the charts are left out.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Retention of minutes before they become hours. Default: 2 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Minutes { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Retention of hours before they become days. Default: 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Hours { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Retention of days. Default: 400 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Days { get; set; } = TimeSpan.FromDays(400);
}
