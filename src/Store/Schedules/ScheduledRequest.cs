using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Schedules;

/// <summary>The headers a schedule was created with, parsed again at every firing.</summary>
/// <param name="Headers">Headers of the request.</param>
/// <param name="Query">Parameters of its query string, which the headers override.</param>
public sealed record ScheduledRequest(IReadOnlyList<HeaderLine> Headers, IReadOnlyList<HeaderLine> Query);
