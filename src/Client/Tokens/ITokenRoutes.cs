using BusQStash.Client.Http;
using Refit;

namespace BusQStash.Client.Tokens;

internal interface ITokenRoutes
{
    [Get("/busqstash/tokens")]
    Task<TokenList> ListAsync(CancellationToken cancellationToken);

    [Post("/busqstash/tokens")]
    Task<IssuedToken> CreateAsync([Body] NewToken token, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Post("/busqstash/tokens/{name}/rotate")]
    Task<IssuedToken> RotateAsync(string name, [Body] RotationBody rotation, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Delete("/busqstash/tokens/{name}")]
    Task RevokeAsync(string name, CancellationToken cancellationToken);
}
