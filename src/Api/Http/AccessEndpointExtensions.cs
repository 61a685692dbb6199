namespace BusQStash.Api.Http;

internal static class AccessEndpointExtensions
{
    extension<TBuilder>(TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Declares the rights an endpoint requires.</summary>
        internal TBuilder Needs(Access access) => builder.WithMetadata(new AccessNeeded(access));
    }
}
