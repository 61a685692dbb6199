namespace BusQStash.Api.Http;

/// <summary>Asks again whether who calls may still do so: an answer may go on for hours, and a token ends meanwhile. Set where a session stands in for a token.</summary>
internal sealed record StillSignedIn(Func<ValueTask<bool>> AskAsync)
{
    internal static async ValueTask<bool> OfAsync(HttpContext context, Credentials credentials) => context.Features.Get<StillSignedIn>() is { } session
        ? await session.AskAsync()
        : (await credentials.FindAsync(context.Request, context.RequestAborted)).Caller is not null;
}
