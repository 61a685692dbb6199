using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Tokens;

namespace BusQStash.Api.Tokens;

/// <summary>Creates, lists, rotates and revokes named tokens. Not in QStash.</summary>
internal static class TokenEndpoints
{
    private const string Path = "/busqstash/tokens";

    internal static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync)
            .Needs(Access.Full)
            .WithSummary("List tokens")
            .WithDescription("Those of the settings among them. The tokens themselves are nowhere: the server keeps their hashes.")
            .Produces<TokenListResponse>();
        routes.MapPost(Path, CreateAsync)
            .Needs(Access.Full)
            .WithSummary("Make a token")
            .WithDescription("Only this response contains the token. A name that is already in use is a 409.")
            .TakesBody<NewTokenRequest>()
            .Produces<IssuedToken>(StatusCodes.Status201Created);
        routes.MapPost($"{Path}/{{name}}/rotate", RotateAsync)
            .Needs(Access.Full)
            .WithSummary("Rotate a token")
            .WithDescription("Makes a new token of the name. The one before stays good for the overlap, so that its users can change over one by one.")
            .TakesBody<RotateTokenRequest>()
            .Produces<IssuedToken>();
        routes.MapDelete($"{Path}/{{name}}", RevokeAsync)
            .Needs(Access.Full)
            .WithSummary("Revoke a token")
            .WithDescription("At once here; on other processes within five seconds.");
    }

    private static async Task<IResult> ListAsync(IApiTokens tokens, SettingsTokens settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var lastUses = await tokens.LastUsesAsync(cancellationToken);
        var made = (await tokens.ListAsync(cancellationToken)).Select(token => TokenResource.Of(token, LastUse(token.Name), time.GetUtcNow()));
        var set = settings.All.Select(token => TokenResource.Of(token, LastUse(token.Name)));
        return ApiResults.Json(new TokenListResponse([.. set, .. made]), TokensJson.Default.TokenListResponse);

        DateTimeOffset? LastUse(string name) => lastUses.TryGetValue(name, out var at) ? at : null;
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, IApiTokens tokens, SettingsTokens settings, LedgerTokens known, TimeProvider time)
    {
        var (request, refusal) = await JsonBody.ReadAsync(context, TokensJson.Default.NewTokenRequest);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        var refusals = new Refusals();
        var secret = TokenSecret.Next();
        var token = TokenReader.Read(request, TokenSecret.Hash(secret), time.GetUtcNow(), refusals);
        if (refusals.First is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        // If the process dies before its answer, the token exists but its secret is lost: the token is listed, and can be revoked and created again.
        if (settings.All.Any(one => one.Name == token.Name) || !await tokens.AddAsync(token, context.RequestAborted))
        {
            return ApiResults.Error(StatusCodes.Status409Conflict, $"there is a token {token.Name} already: rotate it, or revoke it first");
        }

        known.Forget();
        return ApiResults.Json(new IssuedToken(token.Name, secret, null), TokensJson.Default.IssuedToken, StatusCodes.Status201Created);
    }

    private static async Task<IResult> RotateAsync(HttpContext context, string name, IApiTokens tokens, LedgerTokens known, TimeProvider time)
    {
        var (request, refusal) = await JsonBody.ReadAsync(context, TokensJson.Default.RotateTokenRequest);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        var refusals = new Refusals();
        var until = time.GetUtcNow() + TokenReader.Overlap(request, refusals);
        if (refusals.First is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        // If the process dies before its answer, its users still have the previous token: it stays valid for the overlap, and another rotation replaces the unknown one, but also
        // ends theirs. Hence the overlap defaults to a day.
        var secret = TokenSecret.Next();
        if (!Name.IsValid(name) || await tokens.RotateAsync(name, TokenSecret.Hash(secret), until, context.RequestAborted) is null)
        {
            return NotFound(name);
        }

        known.Forget();
        return ApiResults.Json(new IssuedToken(name, secret, until.ToUnixTimeMilliseconds()), TokensJson.Default.IssuedToken);
    }

    private static async Task<IResult> RevokeAsync(string name, IApiTokens tokens, LedgerTokens known, CancellationToken cancellationToken)
    {
        var removed = Name.IsValid(name) && await tokens.RemoveAsync(name, cancellationToken);
        known.Forget();
        return removed ? ApiResults.Done() : NotFound(name);
    }

    private static IResult NotFound(string name) => ApiResults.NotFound($"there is no token {name} that was made over the API");
}
