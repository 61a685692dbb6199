using BusQStash.Api.Http;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>The response of a destination to a failed attempt.</summary>
/// <param name="Number">The attempt's number, from 1.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Header names with their values.</param>
/// <param name="BodyBase64">The beginning of the body, as base64.</param>
/// <param name="BodyBytes">Length of the whole body in bytes.</param>
/// <param name="Truncated">Whether the body is longer than what is shown.</param>
internal sealed record AttemptAnswer(
    int Number, int Status, IReadOnlyDictionary<string, List<string>>? Headers, string? BodyBase64, int BodyBytes, bool Truncated)
{
    /// <summary>Longest body shown; a page shows no more usefully.</summary>
    internal const int MaxBytes = 65_536;

    internal static AttemptAnswer Of(int number, ResponseRecord response)
    {
        var shown = response.Body[..Math.Min(response.Body.Length, MaxBytes)];
        return new AttemptAnswer(
            number,
            response.Status,
            HeaderMap.Of(response.Headers),
            shown.IsEmpty ? null : Convert.ToBase64String(shown.Span),
            response.Body.Length,
            response.Body.Length > shown.Length || response.Truncated);
    }
}
