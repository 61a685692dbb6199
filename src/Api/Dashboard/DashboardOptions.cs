using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Dashboard;

/// <summary>The page people look at this server with.</summary>
internal sealed class DashboardOptions
{
    internal const string SectionName = "BusQStash:Dashboard";

    /// <summary>Whether there is one. Without it every path of it is 404. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether every session only reads, whatever token opened it. Default: false.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>How long a session lasts after it was last used; it never lasts longer than 7 days. Default: 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ErrorMessage = "BusQStash:Dashboard:SessionLength must be between one minute and seven days.")]
    public TimeSpan SessionLength { get; set; } = TimeSpan.FromHours(12);
}
