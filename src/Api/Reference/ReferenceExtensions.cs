using System.Text.Json.Serialization;
using Scalar.AspNetCore;

namespace BusQStash.Api.Reference;

/// <summary>Registers the API reference: OpenAPI for programs and a page for people.</summary>
internal static class ReferenceExtensions
{
    internal const string DocumentPath = "/openapi.json";
    internal const string PagePath = "/reference";

    // The page loads nothing from elsewhere, even if the library tries to, and markup in a description is inert.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    extension(IServiceCollection services)
    {
        internal IServiceCollection AddReference()
        {
            // Answers are written with their own JSON contexts; these options only tell the generator that names are exact and numbers are numbers.
            services.ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.PropertyNameCaseInsensitive = false;
                json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            });
            services.AddOpenApi(options =>
            {
                options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = description => description.RelativePath is { } path
                    && (path.StartsWith("v2/", StringComparison.Ordinal) || path.StartsWith("llm/", StringComparison.Ordinal)
                        || path.StartsWith("busqstash/", StringComparison.Ordinal));
                options.AddSchemaTransformer<SchemaDescriber>();
                options.AddOperationTransformer<OperationDescriber>();
                options.AddDocumentTransformer<DocumentDescriber>();
            });
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the reference without a token: it contains no more than the documentation.</summary>
        internal void MapReference()
        {
            routes.MapOpenApi(DocumentPath);
            routes.MapScalarApiReference(PagePath, static options => options
                    .WithTitle("BusQStash")
                    .WithOpenApiRoutePattern(DocumentPath)
                    .WithDynamicBaseServerUrl()
                    .AddPreferredSecuritySchemes("bearer")
                    .DisableDefaultFonts()
                    .DisableTelemetry()
                    .DisableAgent()
                    .DisableMcp()
                    .HideClientButton()
                    .HideDeveloperTools())
                .AddEndpointFilter(static (context, next) =>
                {
                    context.HttpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
                    return next(context);
                });
        }
    }
}
