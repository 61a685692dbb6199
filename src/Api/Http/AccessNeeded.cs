namespace BusQStash.Api.Http;

/// <summary>What a call needs, where its method does not tell: reading needs <see cref="Access.Read"/>, everything else <see cref="Access.Full"/>.</summary>
internal sealed record AccessNeeded(Access Access)
{
    /// <summary>What a call needs. A path nobody answers needs the same as any other of its method: it tells nothing to those who may not ask.</summary>
    internal static Access Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AccessNeeded>()?.Access ?? (IsRead(context.Request) ? Access.Read : Access.Full);

    internal static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
