using System.Reflection;
using System.Text.Json;
using BusQStash.Api.Publishing;
using BusQStash.Api.Reference;
using BusQStash.Api.Schedules;
using BusQStash.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Reference;

public sealed class OpenApiDocumentTests(ApiHost api) : IClassFixture<ApiHost>
{
    /// <summary>Routes whose destination is off the path before routing sees it, and where users call them.</summary>
    private static readonly Dictionary<string, string> PublicPaths = new()
    {
        ["POST /v2/publish"] = "POST /v2/publish/{destination}",
        ["POST /v2/trigger"] = "POST /v2/trigger/{destination}",
        ["POST /v2/enqueue"] = "POST /v2/enqueue/{queueName}/{destination}",
        ["POST /v2/schedules"] = "POST /v2/schedules/{scheduleId}",
    };

    [Fact]
    public async Task Needs_no_token_and_is_openapi_3_1()
    {
        using var client = new HttpClient { BaseAddress = api.Address };
        using var document = JsonDocument.Parse(await client.GetStringAsync(ReferenceExtensions.DocumentPath, TestContext.Current.CancellationToken));

        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("BusQStash", document.RootElement.GetProperty("info").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Every_endpoint_is_in_it_and_nothing_else()
    {
        var routes = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } path && (path.Contains("/v", StringComparison.Ordinal) || path.StartsWith("/busqstash", StringComparison.Ordinal)) && !path.Contains("**", StringComparison.Ordinal))
            // A webhook takes methods for which OpenAPI 3.1 has no name; those it has names for are in the document.
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not null || endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"))
            .Select(route => PublicPaths.GetValueOrDefault(route, route));
        var operations = await OperationsAsync();

        Assert.Equal(routes.Order(StringComparer.Ordinal), operations.Select(operation => operation.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_how_it_answers()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            Assert.True(operation.TryGetProperty("summary", out var summary) && summary.GetString() is { Length: > 5 }, name);
            Assert.NotEqual("Other", operation.GetProperty("tags")[0].GetString() + (name.Contains("/llm/", StringComparison.Ordinal) ? "!" : ""));
            var answers = operation.GetProperty("responses");
            Assert.Contains(answers.EnumerateObject(), answer => answer.Name.StartsWith('2'));
            Assert.Equal("#/components/schemas/ErrorBody", Schema(answers.GetProperty("default")).GetProperty("$ref").GetString());
            var inPath = name.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));
            Assert.Equal(inPath, Parameters(operation).Where(parameter => parameter.GetProperty("in").GetString() == "path").Select(parameter => parameter.GetProperty("name").GetString()));
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        using var document = await DocumentAsync();
        var references = References(document.RootElement).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(Find(document.RootElement, reference), reference));
    }

    [Fact]
    public async Task Descriptions_are_for_users()
    {
        using var document = await DocumentAsync();
        var texts = Descriptions(document.RootElement).ToList();

        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => text.Contains("wire contract", StringComparison.Ordinal) || text.Contains("Resource.", StringComparison.Ordinal));
        Assert.Contains("The same as topicName, under the name the Go SDK reads.", texts);
    }

    [Fact]
    public async Task Numbers_are_numbers_and_what_is_always_there_is_not_null()
    {
        using var document = await DocumentAsync();
        var message = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("MessageResource").GetProperty("properties");

        Assert.Equal("integer", message.GetProperty("createdAt").GetProperty("type").GetString());
        Assert.Equal("string", message.GetProperty("messageId").GetProperty("type").GetString());
        Assert.Equal(2, message.GetProperty("queueName").GetProperty("type").GetArrayLength());
    }

    [Fact]
    public async Task Every_header_of_a_publish_is_described()
    {
        using var document = await DocumentAsync();
        var described = document.RootElement.GetProperty("components").GetProperty("parameters").EnumerateObject()
            .Select(parameter => parameter.Value.GetProperty("name").GetString()!)
            .ToList();

        Assert.Equal(Headers().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.Equal(described.Count, described.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("POST /v2/publish/{destination}")]
    [InlineData("POST /v2/enqueue/{queueName}/{destination}")]
    [InlineData("POST /v2/schedules/{scheduleId}")]
    public async Task A_message_can_be_configured_with_all_of_them(string name)
    {
        var (_, operation) = (await OperationsAsync()).Single(operation => operation.Name == name);
        var headers = operation.GetProperty("parameters").EnumerateArray().Count(parameter => parameter.TryGetProperty("$ref", out _));

        Assert.InRange(headers, HeaderParameters.Schedule.Count, HeaderParameters.All.Count);
        Assert.True(operation.GetProperty("requestBody").GetProperty("content").TryGetProperty("*/*", out _));
    }

    [Fact]
    public async Task The_token_goes_into_a_header_or_into_the_query()
    {
        using var document = await DocumentAsync();
        var schemes = document.RootElement.GetProperty("components").GetProperty("securitySchemes");

        Assert.Equal("bearer", schemes.GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.Equal("query", schemes.GetProperty("qstash_token").GetProperty("in").GetString());
        Assert.Equal(2, document.RootElement.GetProperty("security").GetArrayLength());
    }

    [Fact]
    public async Task The_page_shows_the_document_and_loads_nothing_else()
    {
        using var client = new HttpClient { BaseAddress = api.Address };
        using var answer = await client.GetAsync($"{ReferenceExtensions.PagePath}/", TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"url\":\"openapi.json\"", page, StringComparison.Ordinal);
        Assert.Contains("\"telemetry\":false", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tags_are_those_the_operations_have()
    {
        using var document = await DocumentAsync();
        var used = (await OperationsAsync()).Select(operation => operation.Operation.GetProperty("tags")[0].GetString()).Distinct();
        var listed = document.RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString());

        Assert.Equal(used.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    /// <summary>All there are: the full names as they are, what callbacks have too behind each prefix.</summary>
    private static IEnumerable<string> Headers()
    {
        var constants = typeof(PublishHeader).GetFields(BindingFlags.NonPublic | BindingFlags.Static)
            .Where(field => !field.Name.EndsWith("Prefix", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();
        var full = constants.Where(name => name.StartsWith(PublishHeader.Prefix, StringComparison.Ordinal) || name == PublishHeader.ContentType);
        string[] prefixes = [PublishHeader.Prefix, PublishHeader.CallbackPrefix, PublishHeader.FailureCallbackPrefix, PublishHeader.CallbackFailureCallbackPrefix];
        var options = from prefix in prefixes
                      from option in constants.Except(full)
                      select prefix + option + (option.EndsWith('-') ? "*" : "");
        return [.. full, .. options, ScheduleHeader.ScheduleId, ScheduleHeader.QueueName];
    }

    private static JsonElement Schema(JsonElement answer) => answer.GetProperty("content").GetProperty("application/json").GetProperty("schema");

    private static IEnumerable<JsonElement> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Where(parameter => parameter.TryGetProperty("name", out _))
        : [];

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member is { Name: "$ref", Value.ValueKind: JsonValueKind.String }
            ? [member.Value.GetString()!]
            : References(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static IEnumerable<string> Descriptions(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member is { Name: "description", Value.ValueKind: JsonValueKind.String }
            ? [member.Value.GetString()!]
            : Descriptions(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Descriptions),
        _ => [],
    };

    private static bool Find(JsonElement root, string reference)
    {
        var at = root;
        return reference.TrimStart('#', '/').Split('/').All(step => at.TryGetProperty(step, out at));
    }

    private async Task<JsonDocument> DocumentAsync() => JsonDocument.Parse(await api.Client.GetStringAsync("openapi.json"));

    private async Task<IReadOnlyList<(string Name, JsonElement Operation)>> OperationsAsync()
    {
        var document = await DocumentAsync();
        return
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value),
        ];
    }
}
