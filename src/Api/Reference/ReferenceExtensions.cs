using System.Text.Json.Serialization;
using Scalar.AspNetCore;

namespace BusQStash.Api.Reference;

/// <summary>Registers the description of the API for programs (OpenAPI) and for people.</summary>
internal static class ReferenceExtensions
{
    internal const string DocumentPath = "/openapi.json";
    internal const string PagePath = "/reference";

    // The page loads nothing from elsewhere, whatever the library would like to, and should a description hold markup, it does nothing.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    extension(IServiceCollection services)
    {
        internal IServiceCollection AddReference()
        {
            // Answers are written by contexts of their own; these options only tell the generator how: names are exact, numbers are numbers.
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
        /// <summary>Neither needs a token: they say no more than the documentation does.</summary>
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
