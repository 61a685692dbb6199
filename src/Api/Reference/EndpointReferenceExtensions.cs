namespace BusQStash.Api.Reference;

/// <summary>Lets endpoints describe the input they read themselves.</summary>
internal static class EndpointReferenceExtensions
{
    extension(RouteHandlerBuilder endpoint)
    {
        internal RouteHandlerBuilder TakesQuery(IReadOnlyList<QueryParameter> parameters) => endpoint.WithMetadata(new OperationDetails { Query = parameters });

        /// <summary>Describes a JSON body. <c>Accepts</c> is not used, because it would refuse other content types, which the API accepts.</summary>
        internal RouteHandlerBuilder TakesBody<T>(bool optional = false) =>
            endpoint.WithMetadata(new OperationDetails { Body = typeof(T), BodyIsOptional = optional });

        /// <summary>Describes a message: any bytes, its headers, and a destination in the public path.</summary>
        internal RouteHandlerBuilder TakesMessage(string publicPath, IReadOnlyList<HeaderParameter> headers) => endpoint.WithMetadata(new OperationDetails
        {
            PublicPath = publicPath,
            Headers = headers,
            Body = typeof(byte[]),
            BodyIsOptional = true,
        });

        internal RouteHandlerBuilder TakesHeaders(IReadOnlyList<HeaderParameter> headers) => endpoint.WithMetadata(new OperationDetails { Headers = headers });

        internal RouteHandlerBuilder Answers(AnswerShape shape) => endpoint.WithMetadata(new OperationDetails { Answer = shape });
    }
}
