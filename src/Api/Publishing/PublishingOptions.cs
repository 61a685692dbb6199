using System.ComponentModel.DataAnnotations;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>Limits on what a publisher may ask for. Anything beyond them is refused with 412, like a plan's quota on the hosted service.</summary>
internal sealed class PublishingOptions
{
    internal const string SectionName = "BusQStash:Publishing";

    /// <summary>Longest body of one message, in bytes. Default: 10 MiB.</summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxBodyBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Longest body of one batch call, in bytes. Default: 100 MB.</summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxBatchBytes { get; set; } = 100_000_000;

    /// <summary>Retries of a message that sets no count. Default: 3.</summary>
    [Range(0, int.MaxValue)]
    public int DefaultRetries { get; set; } = 3;

    /// <summary>Most retries a message may ask for. Default: 1000.</summary>
    [Range(0, int.MaxValue)]
    public int MaxRetries { get; set; } = 1000;

    /// <summary>Longest delay, and furthest not-before. Default: one year.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Longest timeout of one attempt. Default: two hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxTimeout { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Deduplication window of a message that sets none. Default: ten minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan DeduplicationWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest deduplication window a message may ask for. Default: 90 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan MaxDeduplicationWindow { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Whether a message that fails permanently frees its deduplication id. Default: no, as on the hosted service.</summary>
    public bool FreeDeduplicationOnFailure { get; set; }

    /// <summary>Whether a canceled message frees its deduplication id. Default: no, as on the hosted service.</summary>
    public bool FreeDeduplicationOnCancel { get; set; }

    /// <summary>Most labels of one message. Default: 32.</summary>
    [Range(0, 1000)]
    public int MaxLabels { get; set; } = 32;

    /// <summary>Most headers delivered with one message. Default: 200.</summary>
    [Range(0, 10_000)]
    public int MaxHeaders { get; set; } = 200;

    /// <summary>Largest total size of the names and values of the headers delivered with one message. Default: 64 KiB.</summary>
    [Range(0, 1024 * 1024)]
    public int MaxHeaderBytes { get; set; } = 64 * 1024;

    internal DeduplicationFreeing DeduplicationFreedBy =>
        (FreeDeduplicationOnFailure ? DeduplicationFreeing.Failure : DeduplicationFreeing.Never)
        | (FreeDeduplicationOnCancel ? DeduplicationFreeing.Cancel : DeduplicationFreeing.Never);
}
