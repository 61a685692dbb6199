using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Dashboard;

/// <summary>The dashboard, a web page for operating this server.</summary>
internal sealed class DashboardOptions
{
    internal const string SectionName = "BusQStash:Dashboard";

    /// <summary>Whether the dashboard is served. Otherwise every path of it is 404. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether every session is read-only, whatever token opened it. Default: false.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>How long an unused session lasts; no session lasts longer than 7 days. Default: 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ErrorMessage = "BusQStash:Dashboard:SessionLength must be between one minute and seven days.")]
    public TimeSpan SessionLength { get; set; } = TimeSpan.FromHours(12);
}
