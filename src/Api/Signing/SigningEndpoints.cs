using BusQStash.Api.Http;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Signing;

namespace BusQStash.Api.Signing;

/// <summary>Shows and rotates the signing keys (wire contract 20).</summary>
internal static class SigningEndpoints
{
    internal static void MapSigning(this IEndpointRouteBuilder routes)
    {
        // Whoever reads the keys can forge deliveries: reading them takes more than the right to read.
        routes.MapGet("/v2/keys", GetAsync)
            .Needs(Access.Full)
            .WithSummary("Read the signing keys")
            .WithDescription("Needs the right admin: anyone with the keys can sign in this server's name.")
            .Produces<KeysResponse>();
        routes.MapGet("/busqstash/keys/webhooks", GetWebhooksAsync)
            .Needs(Access.Full)
            .WithSummary("Read the keys of Standard Webhooks")
            .WithDescription("Derived from the signing keys and rotated with them. Needs the right admin: anyone with the secret can sign in this server's name.")
            .Produces<WebhookKeysResponse>();
        routes.MapPost("/v2/keys/rotate", RotateAsync)
            .WithSummary("Rotate the signing keys")
            .WithDescription("The next key becomes the current one, and a new next one is made.")
            .Produces<KeysResponse>();

        // The Go SDK's path.
        routes.MapPost("/v2/rotate", RotateAsync).WithSummary("Rotate the signing keys").Produces<KeysResponse>();
    }

    private static async Task<IResult> GetAsync(ISigningKeys keys, CancellationToken cancellationToken) =>
        await keys.FindAsync(cancellationToken) is { } found
            ? Keys(found)
            : NoKeys();

    private static async Task<IResult> GetWebhooksAsync(ISigningKeys keys, CancellationToken cancellationToken) =>
        await keys.FindAsync(cancellationToken) is { } found
            ? ApiResults.Json(WebhookKeysResponse.Of(found), SigningJson.Default.WebhookKeysResponse)
            : NoKeys();

    private static IResult NoKeys() => ApiResults.Error(StatusCodes.Status503ServiceUnavailable, "there are no signing keys yet: the first start makes them");

    /// <summary>Rotates the keys so that every process follows at once.</summary>
    /// <remarks>
    /// <para>(1) The ledger rotates them. A client that hangs up now has still asked for it: half a rotation does not exist. If the process dies after it, the
    /// others follow by their own look within a second.</para>
    /// <para>(2) What this process signs from here on, it signs with the new key.</para>
    /// <para>(3) The other processes are told. News that comes twice, or late, is harmless: whoever hears it only looks again.</para>
    /// </remarks>
    private static async Task<IResult> RotateAsync(ISigningKeys keys, RotationSignal rotations, ISigningKeyAnnouncer announcer)
    {
        var rotated = await keys.RotateAsync(SigningRandom.NewKey(), CancellationToken.None); // (1)
        rotations.Raise(); // (2)
        await announcer.AnnounceAsync(CancellationToken.None); // (3)
        return Keys(rotated);
    }

    private static IResult Keys(SigningKeys keys) => ApiResults.Json(KeysResponse.Of(keys), SigningJson.Default.KeysResponse);
}
