using System.ComponentModel.DataAnnotations;

namespace BusQStash.Store.Workflows;

/// <summary>Limits of a workflow run. A step beyond a limit is refused with 412, which makes the SDK fail the run instead of retrying for ever.</summary>
public sealed class WorkflowOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "BusQStash:Workflows";

    /// <summary>Maximum number of entries in the list of a run. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSteps { get; set; } = 10_000;

    /// <summary>Maximum size of all entries of a run, in bytes. Default: 64 MiB.</summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxRunBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Size in bytes above which a list is fetched by the SDK instead of being sent with the delivery. Default: 1 MiB.</summary>
    [Range(0, 1024L * 1024 * 1024)]
    public long LazyFetchBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How much of a response to a run's request is kept, in bytes: the result of a call becomes a step, and the error of a step is told to the failure function. Default: 10 MiB,
    /// as much as a message may carry.
    /// </summary>
    [Range(1, 64 * 1024 * 1024)]
    public int MaxResponseBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Maximum depth of nested invocations. Default: 100.</summary>
    [Range(1, 10_000)]
    public int MaxInvokeDepth { get; set; } = 100;

    /// <summary>Maximum number of events stored for a run until it waits for them. Default: 1000.</summary>
    [Range(1, 1_000_000)]
    public int MaxStoredEvents { get; set; } = 1000;

    /// <summary>Longest wait for an event. Default: 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromDays(365);
}
