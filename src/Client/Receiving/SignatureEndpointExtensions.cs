using Microsoft.AspNetCore.Builder;

namespace BusQStash.Client.Receiving;

/// <summary>Signature verification for endpoints of ASP.NET Core.</summary>
public static class SignatureEndpointExtensions
{
    /// <summary>Admits only requests signed by the server. Works on single endpoints and on groups.</summary>
    /// <remarks>
    /// <para>The body is read and verified before the handler's parameters are bound (an endpoint filter would run after the body was consumed),
    /// and the handler then reads it as usual.</para>
    /// <para>Other requests get 401 without a signature, 400 for a malformed token, 403 for an invalid one (the text names the check), 413 for a body
    /// over <see cref="ReceiverOptions.MaxBodyBytes"/>, 503 when keys cannot be fetched. The server retries after each of them.</para>
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
