using System.Text.Json.Serialization.Metadata;

namespace BusQStash.Api.Http;

/// <summary>Builds the API's answers.</summary>
internal static class ApiResults
{
    internal static IResult Error(int status, string text) => Json(new ErrorBody(text), HttpJson.Default.ErrorBody, status);

    internal static IResult Error(Refusal refusal) => Error(refusal.Status, refusal.Text);

    internal static IResult NotFound(string text) => Error(StatusCodes.Status404NotFound, text);

    internal static IResult Malformed(string text) => Error(StatusCodes.Status400BadRequest, text);

    internal static IResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new JsonAnswer<T>(value, type, status);

    /// <summary>An array, streamed as it is read.</summary>
    internal static IResult Array<T>(IAsyncEnumerable<T> entries, JsonTypeInfo<T> type) => new JsonList<T>(entries, type);

    /// <summary>A page of a list, streamed as it is read.</summary>
    internal static IResult Page<T>(IAsyncEnumerable<T> entries, JsonTypeInfo<T> type, string? cursor, params IReadOnlyList<string> members) =>
        new JsonList<T>(entries, type) { Members = members, Cursor = cursor };


    /// <summary>Success with an empty body: SDKs do not read the body of these calls.</summary>
    internal static IResult Done() => TypedResults.Ok();
}
