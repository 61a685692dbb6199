using System.Text.Json.Nodes;
using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BusQStash.Api.Reference;

/// <summary>Adds an endpoint's own description to its operation, and the error every call may return.</summary>
internal sealed class OperationDescriber : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document ?? throw new InvalidOperationException("An operation without a document cannot be described.");
        operation.Tags = new HashSet<OpenApiTagReference> { new(Tag(context.Description.RelativePath!), document) };
        operation.Parameters ??= [];
        operation.Responses ??= [];
        foreach (var details in context.Description.ActionDescriptor.EndpointMetadata.OfType<OperationDetails>())
        {
            AddParameters(operation, details, document);
            if (details.Body is { } body)
            {
                operation.RequestBody = await BodyAsync(body, !details.BodyIsOptional, context, document, cancellationToken);
            }

            await AddAnswerAsync(operation, details.Answer, context, document, cancellationToken);
        }

        var error = await SchemaAsync(typeof(ErrorBody), context, document, cancellationToken);
        operation.Responses["default"] = Response("Refused: the text says what was wrong with which header or member.", error);
    }

    /// <summary>The tag of a path: the segment after <c>/v2/</c>, in users' terms.</summary>
    private static string Tag(string path) => path.TrimStart('/').Split('/')[1] switch
    {
        "publish" or "enqueue" or "batch" => "Publishing",
        "messages" => "Messages",
        "bulkActions" => "Bulk actions",
        "queues" => "Queues",
        "topics" => "URL groups",
        "schedules" => "Schedules",
        "dlq" => "Dead letters",
        "events" or "logs" => "Logs",
        "flowControl" or "globalParallelism" => "Flow control",
        "keys" or "rotate" => "Signing keys",
        "tokens" => "Tokens",
        "workflows" or "trigger" or "wait" or "waiters" or "notify" => "Workflows",
        "info" or "overview" or "doctor" or "stats" or "workers" or "settings" or "destinations" or "live" => "Server",
        "cron" => "Schedules",
        _ => "Other",
    };

    private static void AddParameters(OpenApiOperation operation, OperationDetails details, OpenApiDocument document)
    {
        foreach (var parameter in details.Query)
        {
            operation.Parameters!.Add(Parameter(parameter));
        }

        foreach (var header in details.Headers)
        {
            operation.Parameters!.Add(new OpenApiParameterReference(header.Key, document));
        }
    }

    private static OpenApiParameter Parameter(QueryParameter parameter)
    {
        var value = new OpenApiSchema
        {
            Type = parameter.Type,
            Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(text => (JsonNode)text)],
        };
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Schema = parameter.IsList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value } : value,
        };
    }

    private static async Task<OpenApiRequestBody> BodyAsync(
        Type body, bool required, OpenApiOperationTransformerContext context, OpenApiDocument document, CancellationToken cancellationToken) => new()
        {
            Required = required,
            Description = body == typeof(byte[]) ? "The body of the message: any bytes, delivered unchanged." : null,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [body == typeof(byte[]) ? "*/*" : Json] = new()
                {
                    Schema = body == typeof(byte[]) ? new OpenApiSchema() : await SchemaAsync(body, context, document, cancellationToken),
                },
            },
        };

    private static async Task AddAnswerAsync(
        OpenApiOperation operation, AnswerShape shape, OpenApiOperationTransformerContext context, OpenApiDocument document, CancellationToken cancellationToken)
    {
        if (shape == AnswerShape.AsProduced)
        {
            return;
        }

        var message = await SchemaAsync(typeof(PublishedMessage), context, document, cancellationToken);
        List<IOpenApiSchema> forms = [message, new OpenApiSchema { Type = JsonSchemaType.Array, Items = message }];
        if (shape == AnswerShape.Batch)
        {
            forms.Add(await SchemaAsync(typeof(ErrorBody), context, document, cancellationToken));
            var results = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { OneOf = forms } };
            operation.Responses!["200"] = Response("A place for every item, in their order: accepted, or an error.", results);
            return;
        }

        var published = new OpenApiSchema { OneOf = forms };
        operation.Responses!["200"] = Response("Accepted: a message, or for a URL group one per endpoint.", published);
        operation.Responses!["202"] = Response("A duplicate of what is there already, which is shown instead.", published);
    }

    private static OpenApiResponse Response(string description, IOpenApiSchema schema) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = schema } },
    };

    /// <summary>The schema of a type, added once to the components.</summary>
    private static async Task<IOpenApiSchema> SchemaAsync(
        Type type, OpenApiOperationTransformerContext context, OpenApiDocument document, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
        if (type.IsGenericType)
        {
            return schema;
        }

        document.AddComponent(type.Name, schema);
        return new OpenApiSchemaReference(type.Name, document);
    }
}
