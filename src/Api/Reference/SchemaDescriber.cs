using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BusQStash.Api.Reference;

/// <summary>Describes members that are read by converters of our own, of which the generator knows nothing.</summary>
internal sealed class SchemaDescriber : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        switch (context.JsonPropertyInfo?.CustomConverter)
        {
            case HeaderValuesConverter:
                schema.Type = JsonSchemaType.Object | JsonSchemaType.Null;
                schema.Description = "Headers: a name with a text or a list of texts.";
                schema.AdditionalProperties = new OpenApiSchema
                {
                    OneOf =
                    [
                        new OpenApiSchema { Type = JsonSchemaType.String },
                        new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                    ],
                };
                break;
            case BodyTextConverter:
                schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
                schema.Description = "The body, as text.";
                break;
        }

        return Task.CompletedTask;
    }
}
