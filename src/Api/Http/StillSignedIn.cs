namespace BusQStash.Api.Http;

/// <summary>
/// Checks again whether a caller's token is still valid: an answer may stream for hours, and the token may expire meanwhile. Set where a session stands in for a token.
/// </summary>
internal sealed record StillSignedIn(Func<ValueTask<bool>> AskAsync)
{
    internal static async ValueTask<bool> OfAsync(HttpContext context, Credentials credentials) => context.Features.Get<StillSignedIn>() is { } session
        ? await session.AskAsync()
        : (await credentials.FindAsync(context.Request, context.RequestAborted)).Caller is not null;
}
