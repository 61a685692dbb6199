namespace BusQStash.Api.Http;

internal static class AccessEndpointExtensions
{
    extension<TBuilder>(TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Says what calling the endpoint needs.</summary>
        internal TBuilder Needs(Access access) => builder.WithMetadata(new AccessNeeded(access));
    }
}
