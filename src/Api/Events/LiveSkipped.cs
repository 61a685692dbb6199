namespace BusQStash.Api.Events;

/// <summary>More came than are shown.</summary>
/// <param name="Count">How many were left out, as far as they were counted.</param>
internal sealed record LiveSkipped(int Count);
