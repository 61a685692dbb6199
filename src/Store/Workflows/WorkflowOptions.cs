using System.ComponentModel.DataAnnotations;

namespace BusQStash.Store.Workflows;

/// <summary>How much a workflow run may hold. More is refused with 412, which makes the SDK fail the run instead of trying for ever.</summary>
public sealed class WorkflowOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "BusQStash:Workflows";

    /// <summary>Most entries in the list of a run. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSteps { get; set; } = 10_000;

    /// <summary>Most bytes of all entries of a run. Default: 64 MiB.</summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxRunBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>A list that is longer is fetched by the SDK and not sent with the delivery. Default: 1 MiB.</summary>
    [Range(0, 1024L * 1024 * 1024)]
    public long LazyFetchBytes { get; set; } = 1024 * 1024;

    /// <summary>How deep workflows may invoke each other. Default: 100.</summary>
    [Range(1, 10_000)]
    public int MaxInvokeDepth { get; set; } = 100;

    /// <summary>Most events of a run that are kept until it waits for them. Default: 1000.</summary>
    [Range(1, 1_000_000)]
    public int MaxStoredEvents { get; set; } = 1000;

    /// <summary>Longest wait for an event. Default: a year.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromDays(365);
}
