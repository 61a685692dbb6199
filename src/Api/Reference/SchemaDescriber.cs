using System.Text.RegularExpressions;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Api.Publishing;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BusQStash.Api.Reference;

/// <summary>Corrects what the generator cannot know: how values are really serialized, and which remarks are for readers of the source only.</summary>
internal sealed partial class SchemaDescriber : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(ShownBody))
        {
            schema.Type = JsonSchemaType.String;
        }

        switch (context.JsonPropertyInfo?.CustomConverter)
        {
            case HeaderValuesConverter:
                DescribeHeaders(schema);
                break;
            case BodyTextConverter:
                schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
                schema.Format = null;
                schema.Description = "The body, as text.";
                break;
            default:
                // The generator considers whether a property may be set to null; members of answers are only read.
                schema.Type = context.JsonPropertyInfo is { IsGetNullable: false } ? schema.Type & ~JsonSchemaType.Null : schema.Type;
                break;
        }

        schema.Description = schema.Description is { } text ? MemberNames().Replace(ContractSections().Replace(text, ""), ToMember) : null;
        return Task.CompletedTask;
    }

    private static void DescribeHeaders(OpenApiSchema schema)
    {
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
    }

    private static string ToMember(Match match) => char.ToLowerInvariant(match.Groups["name"].Value[0]) + match.Groups["name"].Value[1..];

    [GeneratedRegex(@" \(wire contract [^)]*\)")]
    private static partial Regex ContractSections();

    /// <summary>A member reference as the generator writes it: <c>string? MessageResource.TopicName</c>.</summary>
    [GeneratedRegex(@"(?:[\w<>?,]|&lt;|&gt;|, )+ [A-Z]\w*\.(?<name>[A-Z]\w*)")]
    private static partial Regex MemberNames();
}
