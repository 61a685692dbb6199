using System.Text;
using System.Text.Json;

namespace BusQStash.Testing.Destinations;

/// <summary>One request to a destination, exactly as received.</summary>
public sealed class ReceivedRequest
{
    private volatile Ending? _ending;
    private long _answeredTicks;

    internal ReceivedRequest(int number, int concurrent, long startedTicks, DateTimeOffset startedAt)
    {
        Number = number;
        Concurrent = concurrent;
        StartedTicks = startedTicks;
        StartedAt = startedAt;
    }

    /// <summary>1 for the first request of the hook.</summary>
    public int Number { get; }

    /// <summary>Requests of the hook in progress when this one arrived, itself included.</summary>
    public int Concurrent { get; }

    public required string Method { get; init; }

    /// <summary>The request target as sent on the wire.</summary>
    public required string RawTarget { get; init; }

    /// <summary>Every header line in the order of the names' first appearance.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public required byte[] Body { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>When the request arrived, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long StartedTicks { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>
    /// Just before the first byte of the answer; null without an answer. The caller's reaction to the answer comes after this, but possibly
    /// before <see cref="EndedTicks"/>.
    /// </summary>
    public long? AnsweredTicks => Volatile.Read(ref _answeredTicks) is > 0 and var ticks ? ticks : null;

    /// <summary>When the answer was sent or the connection was gone; null while the request is in progress.</summary>
    public long? EndedTicks => _ending?.Ticks;

    public DateTimeOffset? EndedAt => _ending?.At;

    /// <summary>The header's only or first value; null when the header is absent.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public JsonElement Json() => JsonElement.Parse(Body);

    public override string ToString() => $"{Method} {RawTarget} ({Body.Length} bytes)";

    internal void Answering(long ticks) => Volatile.Write(ref _answeredTicks, ticks);

    internal void End(long ticks, DateTimeOffset at) => _ending = new Ending(ticks, at);

    private sealed record Ending(long Ticks, DateTimeOffset At);
}
