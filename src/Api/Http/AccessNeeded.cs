namespace BusQStash.Api.Http;

/// <summary>The rights a call requires, where its method does not say: reading needs <see cref="Access.Read"/>, everything else <see cref="Access.Full"/>.</summary>
internal sealed record AccessNeeded(Access Access)
{
    /// <summary>The rights a call requires. An unknown path requires the same as any other of its method, so that unauthorized callers cannot probe for paths.</summary>
    internal static Access Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AccessNeeded>()?.Access ?? (IsRead(context.Request) ? Access.Read : Access.Full);

    internal static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
