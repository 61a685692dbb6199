using System.Text.Json;

namespace BusQStash.Api.Workflows;

/// <summary>A request to wait for an event, as the SDK sends it (wire contract 24.7).</summary>
internal sealed record WaitBody
{
    public string? Url { get; init; }

    /// <summary>A duration, or a number of seconds.</summary>
    public JsonElement Timeout { get; init; }

    public string? TimeoutUrl { get; init; }

    /// <summary>An object of names with lists of values.</summary>
    public JsonElement TimeoutHeaders { get; init; }

    public JsonElement Step { get; init; }
}
