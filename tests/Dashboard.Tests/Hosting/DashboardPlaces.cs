namespace BusQStash.Dashboard.Tests.Hosting;

/// <summary>The pages there are, by what stands behind <c>#/</c>, with their headings.</summary>
internal static class DashboardPlaces
{
    /// <summary>Those the navigation leads to.</summary>
    internal static readonly IReadOnlyList<(string Place, string Heading)> All =
    [
        ("", "Overview"),
        ("messages", "Messages"),
        ("messages?show=finished", "Messages"),
        ("queues", "Queues"),
        ("dead-letters", "Dead letters"),
        ("schedules", "Schedules"),
        ("flow-control", "Flow control"),
        ("groups", "URL groups"),
        ("workflows", "Workflows"),
        ("logs", "Logs"),
        ("send", "Send"),
        ("system?tab=keys", "System"),
        ("system", "System"),
        ("system?tab=doctor", "System"),
        ("system?tab=about", "System"),
    ];

    /// <summary>All of them, each with something to show.</summary>
    internal static IEnumerable<(string Place, string Heading)> Filled(string messageId, string dlqId) =>
    [
        .. All,
        ($"dead-letters/{dlqId}", "Dead letter"),
        ($"logs?messageId={messageId}&span=24h", "Logs"),
        ("logs?label=nothing-has-this", "Logs"),
    ];
}
