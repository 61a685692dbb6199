namespace BusQStash.Api.Http;

/// <summary>Answers unknown paths with an error object (wire contract 2.3), since clients read the body before the status.</summary>
internal static class UnknownPaths
{
    private const string Help = "the API is under /v2, its reference at /reference";

    /// <summary>Every other endpoint takes precedence.</summary>
    internal static void MapUnknownPaths(this IEndpointRouteBuilder routes)
    {
        routes.Map("/v2/{**path}", () => ApiResults.NotFound("unknown path or method")).ExcludeFromDescription();
        routes.Map("/{**path}", Answer).ExcludeFromDescription();
    }

    /// <summary>Names this server and where to look.</summary>
    internal static IResult Answer(HttpContext context) => ApiResults.NotFound(Text(context.Request.Path));

    private static string Text(PathString path) => path.Value is null or "" or "/"
        ? $"this is BusQStash, a server that speaks QStash's wire format: {Help}"
        : $"unknown path or method: {Help}";
}
