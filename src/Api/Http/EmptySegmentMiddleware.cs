namespace BusQStash.Api.Http;

/// <summary>
/// Refuses to delete what has no name: a client that lost an id asks for <c>/v2/messages/</c>, and routing would take that for the path
/// without the slash, which means every message there is (wire contract 2.5).
/// </summary>
internal sealed class EmptySegmentMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsDelete(context.Request.Method) && context.Request.Path.Value is { } path
        && path.EndsWith('/') && path.StartsWith("/v2/", StringComparison.OrdinalIgnoreCase)
            ? ApiResults.Malformed("the last part of the path is missing").ExecuteAsync(context)
            : next(context);
}
