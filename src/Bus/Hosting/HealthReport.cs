namespace BusQStash.Bus.Hosting;

/// <summary>The body of <c>GET /health/ready</c>.</summary>
/// <param name="Status"><c>ready</c>, <c>degraded</c> (works with restrictions) or <c>unavailable</c>.</param>
/// <param name="Ledger"><c>ready</c>, or why not.</param>
/// <param name="Broker"><c>ready</c>, <c>blocked</c> (a memory or disk alarm blocks publishing), <c>unreachable</c> or <c>in-memory</c>.</param>
/// <param name="UnusableQueues">Broker queues that accept or deliver nothing and are about to be recreated; omitted if there are none.</param>
internal sealed record HealthReport(string Status, string Ledger, string Broker, IReadOnlyCollection<string>? UnusableQueues);
