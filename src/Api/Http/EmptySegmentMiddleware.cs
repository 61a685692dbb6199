namespace BusQStash.Api.Http;

/// <summary>
/// Refuses to delete, to deliver again or to resume what has no name: a client that lost an id asks for <c>/v2/messages/</c>, and routing would take that for the path
/// without the slash, which means every message there is (wire contract 2.5).
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
