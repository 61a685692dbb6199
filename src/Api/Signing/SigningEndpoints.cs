using BusQStash.Api.Http;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Signing;

namespace BusQStash.Api.Signing;

/// <summary>Shows and rotates the signing keys (wire contract 20).</summary>
internal static class SigningEndpoints
{
    internal static void MapSigning(this IEndpointRouteBuilder routes)
    {
        // The keys allow forging deliveries, so reading them requires full access.
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

        // The path the Go SDK uses.
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

    /// <summary>Rotates the signing keys; every process follows at once.</summary>
    /// <remarks>
    /// <para>(1) Rotate the keys in the ledger, in one transaction, even if the client hangs up. If the process dies after it, the others see the change by polling within a
    /// second.</para>
    /// <para>(2) This process signs with the new key from here on.</para>
    /// <para>(3) Announce the rotation to the other processes. A late or duplicate announcement is harmless: its receiver only polls again.</para>
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
