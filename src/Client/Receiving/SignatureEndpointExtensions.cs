using Microsoft.AspNetCore.Builder;

namespace BusQStash.Client.Receiving;

/// <summary>Signatures on endpoints of ASP.NET Core.</summary>
public static class SignatureEndpointExtensions
{
    /// <summary>Lets only requests through that the server signed. Works on single endpoints and on groups.</summary>
    /// <remarks>
    /// <para>The body is read and checked before the handler's parameters are bound (an endpoint filter would come after, when the body is gone),
    /// and then read by the handler as usual.</para>
    /// <para>Otherwise: 401 without a signature, 400 for one that is no token, 403 for one that is not valid (the text names the check), 413 for a body
    /// over <see cref="ReceiverOptions.MaxBodyBytes"/>, 503 when keys cannot be fetched. The server tries again after each of them.</para>
    /// </remarks>
    public static TBuilder RequireQStashSignature<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate
                ?? throw new InvalidOperationException($"{endpoint.DisplayName} has no handler that could be guarded by a signature.");
            endpoint.RequestDelegate = context => SignatureGate.InvokeAsync(context, next);
        });
        return builder;
    }
}
