using BusQStash.Api.Http;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Workflows;

/// <summary>How the failure callback of a failed run went.</summary>
internal sealed record FailureInfo
{
    public required string State { get; init; }

    public int? ResponseStatus { get; init; }

    public string? ResponseBody { get; init; }

    public Dictionary<string, List<string>>? ResponseHeaders { get; init; }

    /// <summary>The same under its older name.</summary>
    public Dictionary<string, List<string>>? ResponseHeader => ResponseHeaders;

    internal static FailureInfo Of(string state, ResponseRecord? response) => new()
    {
        State = state,
        ResponseStatus = response?.Status,
        ResponseBody = response is null ? null : LogText.Of(response.Body),
        ResponseHeaders = HeaderMap.Of(response?.Headers ?? []),
    };
}
