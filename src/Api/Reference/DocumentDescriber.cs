using BusQStash.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BusQStash.Api.Reference;

/// <summary>Completes the OpenAPI document: describes it and its authentication, and lists operations under the paths that users call.</summary>
internal sealed class DocumentDescriber : IOpenApiDocumentTransformer
{
    private const string Bearer = "bearer";
    private const string Query = "qstash_token";
    private const string Destination = "an http(s) URL with its query, as it is or percent-encoded as a whole; the name of a URL group; or api/NAME.";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "BusQStash",
            Version = typeof(DocumentDescriber).Assembly.GetName().Version?.ToString(3),
            Description = "A server that speaks the QStash wire format. Times are unix milliseconds, unless a description says otherwise.",
            License = new OpenApiLicense { Name = "Apache 2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        AddSecurity(document);
        foreach (var header in HeaderParameters.All)
        {
            document.AddComponent<IOpenApiParameter>(header.Key, Parameter(header));
        }

        foreach (var (route, path) in PublicPaths(context))
        {
            Move(document, route, path);
        }

        NameTags(document);
        return Task.CompletedTask;
    }

    /// <summary>The generator creates a tag for each class that maps endpoints; only the tags that operations use are kept.</summary>
    private static void NameTags(OpenApiDocument document)
    {
        var names = from path in document.Paths.Values
                    from operation in path.Operations ?? []
                    from tag in operation.Value.Tags ?? new HashSet<OpenApiTagReference>()
                    select tag.Reference.Id;
        document.Tags = names.Distinct().Select(name => new OpenApiTag { Name = name }).ToHashSet();
    }

    private static void AddSecurity(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The token in the header Authorization. A token with the right read may only read, one with the right publish only publish.",
        });
        document.AddComponent<IOpenApiSecurityScheme>(Query, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Query,
            Name = RawTarget.TokenParameter,
            Description = "The token in the query string, for webhooks that cannot send headers.",
        });
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Query, document)] = [] },
        ];
    }

    private static OpenApiParameter Parameter(HeaderParameter header) => new()
    {
        Name = header.Name,
        In = ParameterLocation.Header,
        Description = header.Description,
        Example = header.Example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static IEnumerable<(string Route, string Path)> PublicPaths(OpenApiDocumentTransformerContext context) =>
        from description in context.DescriptionGroups.SelectMany(descriptions => descriptions.Items)
        from details in description.ActionDescriptor.EndpointMetadata.OfType<OperationDetails>()
        where details.PublicPath is not null && description.HttpMethod == HttpMethods.Post
        select ($"/{description.RelativePath}", details.PublicPath);

    /// <summary>Moves the POST of a route to the path users call, which may already have other methods.</summary>
    private static void Move(OpenApiDocument document, string route, string path)
    {
        var from = (OpenApiPathItem)document.Paths[route];
        var operation = from.Operations![HttpMethod.Post];
        operation.Parameters =
        [
            .. PathParameters(path),
            .. operation.Parameters ?? [],
        ];
        from.Operations.Remove(HttpMethod.Post);
        if (from.Operations.Count == 0)
        {
            document.Paths.Remove(route);
        }

        if (!document.Paths.TryGetValue(path, out var to))
        {
            document.Paths[path] = to = new OpenApiPathItem();
        }

        ((OpenApiPathItem)to).AddOperation(HttpMethod.Post, operation);
    }

    private static IEnumerable<IOpenApiParameter> PathParameters(string path) =>
        from part in path.Split('/')
        where part.StartsWith('{')
        select new OpenApiParameter
        {
            Name = part.Trim('{', '}'),
            In = ParameterLocation.Path,
            Required = true,
            Description = part switch
            {
                "{queueName}" => "The queue; it is made on first use.",
                "{destination}" => Destination,

                // OpenAPI treats paths that differ only in a parameter's name as one: the other methods have an id in this place.
                _ => $"Here the destination, not an id: {Destination}",
            },
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
