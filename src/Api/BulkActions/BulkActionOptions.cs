using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.BulkActions;

/// <summary>How bulk actions run in the background.</summary>
internal sealed class BulkActionOptions
{
    internal const string SectionName = "BusQStash:BulkActions";

    /// <summary>How long a request waits for its action to finish before it is answered with 429. Default: one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Messages canceled in one transaction. Default: 200.</summary>
    [Range(1, 5000)]
    public int GroupSize { get; set; } = 200;

    /// <summary>How long a process's claim on an action lasts without progress. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Hold { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long finished actions are kept. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
