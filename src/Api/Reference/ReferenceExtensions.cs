using System.Text.Json.Serialization;

namespace BusQStash.Api.Reference;

/// <summary>The door of the room: a description of the API for programs (OpenAPI) and for people.</summary>
internal static class ReferenceExtensions
{
    internal const string DocumentPath = "/openapi.json";
    internal const string PagePath = "/reference";

    private const string PageName = "BusQStash.Api.Reference.reference.html";

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
            routes.MapGet(PagePath, (HttpContext context) =>
            {
                // The page loads nothing but the document, and should a description hold markup, it does nothing.
                context.Response.Headers.ContentSecurityPolicy =
                    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'";
                return TypedResults.Stream(Page(), "text/html; charset=utf-8");
            }).ExcludeFromDescription();
        }
    }

    private static Stream Page() =>
        typeof(ReferenceExtensions).Assembly.GetManifestResourceStream(PageName) ?? throw new InvalidOperationException($"{PageName} is not in the program.");
}
