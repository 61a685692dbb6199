namespace BusQStash.Worker.Queues;

/// <summary>Settings of the metrics, section <c>BusQStash:Metrics</c>.</summary>
internal sealed class MetricsOptions
{
    public const string SectionName = "BusQStash:Metrics";

    /// <summary>Maximum number of named queues: each has its own series, which every metrics store keeps. The dashboard's charts cover all queues.</summary>
    public const int MostQueues = 100;

    /// <summary>Queues with their own metrics for lag and oldest message, comma-separated; none by default.</summary>
    public string Queues { get; set; } = "";

    /// <summary>The names one by one.</summary>
    internal IReadOnlyList<string> Names => Queues.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
