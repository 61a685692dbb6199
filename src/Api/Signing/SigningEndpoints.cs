using BusQStash.Api.Http;
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
            .WithDescription("Needs the right admin: whoever has the keys can sign as this server does.")
            .Produces<KeysResponse>();
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
            : ApiResults.Error(StatusCodes.Status503ServiceUnavailable, "there are no signing keys yet: the first start makes them");

    /// <summary>A client that hangs up now has still asked for it: half a rotation does not exist.</summary>
    private static async Task<IResult> RotateAsync(SigningKeyRotation rotation) => Keys(await rotation.RotateAsync(CancellationToken.None));

    private static IResult Keys(SigningKeys keys) => ApiResults.Json(KeysResponse.Of(keys), SigningJson.Default.KeysResponse);
}
