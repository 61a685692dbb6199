using System.Collections.Frozen;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Schedules;

/// <summary>Headers that configure a schedule and not its messages.</summary>
internal static class ScheduleHeader
{
    internal const string ScheduleId = "Upstash-Schedule-Id";
    internal const string QueueName = "Upstash-Queue-Name";
    private const string Telemetry = "Upstash-Telemetry-";

    // Not stored: headers the schedule stores elsewhere, headers its creation consumed, and credentials.
    private static readonly FrozenSet<string> NotKept = FrozenSet.ToFrozenSet(
        [PublishHeader.Cron, ScheduleId, QueueName, PublishHeader.DeduplicationId, PublishHeader.ContentBasedDeduplication, "Authorization"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The headers every firing is published with.</summary>
    internal static IReadOnlyList<HeaderLine> Kept(IEnumerable<HeaderLine> lines) =>
        [.. lines.Where(line => !NotKept.Contains(line.Name) && !line.Name.StartsWith(Telemetry, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Whether a request asks for a schedule. Only its own headers count: a URL group must not turn other publishers' messages into schedules.</summary>
    internal static bool AsksForOne(PublishRequest request) => new HeaderLayers(request.Query, request.Headers).One(PublishHeader.Cron) is not null;
}
