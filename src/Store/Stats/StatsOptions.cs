using System.ComponentModel.DataAnnotations;

namespace BusQStash.Store.Stats;

/// <summary>The history the server keeps for its charts.</summary>
public sealed class StatsOptions
{
    /// <summary>Where these settings stand in the configuration.</summary>
    public const string SectionName = "BusQStash:Stats";

    /// <summary>Whether anything is counted; on by default. Off leaves the charts out.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long minutes are kept before they become hours; 2 days by default.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Minutes { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How long hours are kept before they become days; 30 days by default.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Hours { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long days are kept; 400 days by default.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Days { get; set; } = TimeSpan.FromDays(400);
}
