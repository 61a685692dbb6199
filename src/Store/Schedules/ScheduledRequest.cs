using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Schedules;

/// <summary>The headers a schedule was created with, read again at every firing.</summary>
/// <param name="Headers">Of the request.</param>
/// <param name="Query">From its query string, which headers override.</param>
public sealed record ScheduledRequest(IReadOnlyList<HeaderLine> Headers, IReadOnlyList<HeaderLine> Query);
