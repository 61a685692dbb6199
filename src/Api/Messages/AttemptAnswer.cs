using BusQStash.Api.Http;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>What a destination answered to an attempt that failed.</summary>
/// <param name="Number">The attempt, from 1.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">Name to texts.</param>
/// <param name="BodyBase64">The beginning of the body.</param>
/// <param name="BodyBytes">How long the body is.</param>
/// <param name="Truncated">There is more of it.</param>
internal sealed record AttemptAnswer(
    int Number, int Status, IReadOnlyDictionary<string, List<string>>? Headers, string? BodyBase64, int BodyBytes, bool Truncated)
{
    /// <summary>More than anybody reads on a page.</summary>
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
