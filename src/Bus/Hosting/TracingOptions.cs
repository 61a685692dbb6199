namespace BusQStash.Bus.Hosting;

/// <summary>How traces hang together. Where they go is said by OpenTelemetry's own variables.</summary>
public sealed class TracingOptions
{
    /// <summary>Where these settings stand in the configuration.</summary>
    public const string SectionName = "BusQStash:Tracing";

    /// <summary>An attempt that starts this long after its message was accepted begins a new trace with a link, because a trace that lasts for days is of no use.</summary>
    public TimeSpan LinkAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether destinations get the header <c>traceparent</c>.</summary>
    public bool Propagate { get; set; } = true;

    /// <summary>Whether the spans of RabbitMQ's and PostgreSQL's clients are among them.</summary>
    public bool Details { get; set; }
}
