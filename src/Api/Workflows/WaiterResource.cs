using System.Text.Json;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>A waiter (wire contract 24.7).</summary>
internal sealed record WaiterResource
{
    public required string Url { get; init; }

    public required Dictionary<string, List<string>> Headers { get; init; }

    /// <summary>In unix seconds.</summary>
    public required long Deadline { get; init; }

    public required string TimeoutUrl { get; init; }

    /// <summary>Base64.</summary>
    public byte[]? TimeoutBody { get; init; }

    public required Dictionary<string, List<string>> TimeoutHeaders { get; init; }

    internal static WaiterResource Of(WaiterView view) => new()
    {
        Url = view.Url,
        Headers = Map(view.Headers),
        Deadline = view.Deadline.ToUnixTimeSeconds(),
        TimeoutUrl = view.TimeoutUrl,
        TimeoutBody = view.TimeoutBody,
        TimeoutHeaders = Map(view.TimeoutHeaders),
    };

    private static Dictionary<string, List<string>> Map(byte[] json) =>
        JsonSerializer.Deserialize(json, WorkflowsJson.Default.DictionaryStringListString) ?? [];
}
