namespace BusQStash.Api.Reference;

/// <summary>Lets endpoints say for the reference what they read by themselves.</summary>
internal static class EndpointReferenceExtensions
{
    extension<TBuilder>(TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        internal TBuilder TakesQuery(IReadOnlyList<QueryParameter> parameters) => endpoint.WithMetadata(new OperationDetails { Query = parameters });

        /// <summary>A JSON body. Said here and not with <c>Accepts</c>, which would refuse other content types: the API never did.</summary>
        internal TBuilder TakesBody<T>(bool optional = false) =>
            endpoint.WithMetadata(new OperationDetails { Body = typeof(T), BodyIsOptional = optional });

        /// <summary>A message: any bytes, its headers, and a destination in the public path.</summary>
        internal TBuilder TakesMessage(string publicPath, IReadOnlyList<HeaderParameter> headers) => endpoint.WithMetadata(new OperationDetails
        {
            PublicPath = publicPath,
            Headers = headers,
            Body = typeof(byte[]),
            BodyIsOptional = true,
        });

        internal TBuilder TakesHeaders(IReadOnlyList<HeaderParameter> headers) => endpoint.WithMetadata(new OperationDetails { Headers = headers });

        internal TBuilder Answers(AnswerShape shape) => endpoint.WithMetadata(new OperationDetails { Answer = shape });
    }
}
