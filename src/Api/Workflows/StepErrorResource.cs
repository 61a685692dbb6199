using BusQStash.Api.Http;
using BusQStash.Store.Workflows;
using Microsoft.AspNetCore.WebUtilities;

namespace BusQStash.Api.Workflows;

/// <summary>A failed attempt in the log of a run.</summary>
internal sealed record StepErrorResource
{
    public string? Error { get; init; }

    public string? Body { get; init; }

    public Dictionary<string, List<string>>? Headers { get; init; }

    public int? Status { get; init; }

    public required long Time { get; init; }

    internal static StepErrorResource Of(StepError error) => new()
    {
        Error = TextOf(error),
        Body = error.Response is { } response ? LogText.Of(response.Body) : null,
        Headers = HeaderMap.Of(error.Response?.Headers ?? []),
        Status = error.Response?.Status,
        Time = error.Time.ToUnixTimeMilliseconds(),
    };

    /// <summary>A response's status with its HTTP reason phrase; any other error in this server's words.</summary>
    private static string? TextOf(StepError error) =>
        error.Response is { Status: var status } && error.Error?.StartsWith("The destination answered with status", StringComparison.Ordinal) == true
            ? $"{status} {ReasonPhrases.GetReasonPhrase(status)}".Trim()
            : error.Error;
}
