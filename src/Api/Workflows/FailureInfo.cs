using BusQStash.Api.Http;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Workflows;

/// <summary>The outcome of a failed run's failure callback.</summary>
internal sealed record FailureInfo
{
    public required string State { get; init; }

    public int? ResponseStatus { get; init; }

    public string? ResponseBody { get; init; }

    public Dictionary<string, List<string>>? ResponseHeaders { get; init; }

    /// <summary>Same value under its older name.</summary>
    public Dictionary<string, List<string>>? ResponseHeader => ResponseHeaders;

    internal static FailureInfo Of(string state, ResponseRecord? response) => new()
    {
        State = state,
        ResponseStatus = response?.Status,
        ResponseBody = response is null ? null : LogText.Of(response.Body),
        ResponseHeaders = HeaderMap.Of(response?.Headers ?? []),
    };
}
