using System.Text.Json;

namespace BusQStash.Client.Server;

/// <summary>Why a queue is in its present state.</summary>
/// <param name="Reason"><c>paused</c>, <c>empty</c>, <c>head_in_backoff</c>, <c>running</c>…: the first of the server's closed set that holds.</param>
/// <param name="NextAt">When it changes without intervention, where that is known.</param>
/// <param name="Facts">Details for the text; its members depend on the reason.</param>
public sealed record QueueStanding(string Reason, DateTimeOffset? NextAt, JsonElement Facts)
{
    /// <summary>Further reasons that apply.</summary>
    public IReadOnlyList<QueueStanding> Also { get => field ?? []; init; }
}
