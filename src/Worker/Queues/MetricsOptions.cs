namespace BusQStash.Worker.Queues;

/// <summary>Settings of the metrics, section <c>BusQStash:Metrics</c>.</summary>
internal sealed class MetricsOptions
{
    public const string SectionName = "BusQStash:Metrics";

    /// <summary>Each has series of its own, which every store of metrics keeps; the charts of the dashboard have all queues.</summary>
    public const int MostQueues = 100;

    /// <summary>Queues with metrics of their own for lag and oldest message, comma-separated; none by default.</summary>
    public string Queues { get; set; } = "";

    /// <summary>The names one by one.</summary>
    internal IReadOnlyList<string> Names => Queues.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
