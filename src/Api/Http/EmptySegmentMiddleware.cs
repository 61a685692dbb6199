namespace BusQStash.Api.Http;

/// <summary>
/// Refuses calls that delete, retry or resume with an empty id: a client that lost an id calls <c>/v2/messages/</c>, which routing treats like the path without the slash, and
/// that means every message (wire contract 2.5).
/// </summary>
internal sealed class EmptySegmentMiddleware(RequestDelegate next)
{
    private static readonly string[] Again = ["/v2/dlq/retry/", "/v2/workflows/dlq/resume/", "/v2/workflows/dlq/restart/"];

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Path.Value is { } path && path.EndsWith('/') && MeansAll(context.Request.Method, path)
            ? ApiResults.Malformed("the last part of the path is missing").ExecuteAsync(context)
            : next(context);

    private static bool MeansAll(string method, string path) =>
        (HttpMethods.IsDelete(method) && path.StartsWith("/v2/", StringComparison.OrdinalIgnoreCase))
        || (HttpMethods.IsPost(method) && Again.Contains(path, StringComparer.OrdinalIgnoreCase));
}
