using System.Reflection;
using System.Text.Json;
using BusQStash.Client.Tests.Hosting;
using Refit;
using Xunit;

namespace BusQStash.Client.Tests.Live;

public sealed class When_the_server_has_an_endpoint(LiveServer server)
{
    /// <summary>Second addresses of what the client calls by the first: other SDKs know them.</summary>
    private static readonly string[] OtherAddresses =
    [
        "POST /v2/schedules/{scheduleId}/pause", "POST /v2/schedules/{scheduleId}/resume", "POST /v2/flowControl/{key}/reset", "GET /v2/logs", "POST /v2/rotate",
        "DELETE /v2/workflows/dlq/delete/{dlqId}", "GET /v2/workflows/bulkActions", "GET /v2/workflows/bulkActions/{actionId}", "GET /v2/workflows/messageLogs",
    ];

    /// <summary>What workflow functions, strangers' webhooks and chat clients call.</summary>
    private static readonly string[] ForOthers = ["GET /v2/workflows/runs/{runId}", "POST /v2/wait/{eventId}", "POST /llm/v1/chat/completions"];

    private const string Webhooks = " /v2/workflows/hooks/";

    [Fact]
    public async Task The_client_calls_it()
    {
        var process = await server.ProcessAsync();
        using var document = JsonDocument.Parse(await process.Http.GetStringAsync("/openapi.json"));
        string[] operations =
        [
            .. document.RootElement.GetProperty("paths").EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")),
        ];
        var called = Called().ToArray();

        Assert.NotEmpty(operations);
        var missing = string.Join('\n', operations.Except([.. OtherAddresses, .. ForOthers])
            .Where(operation => !operation.Contains(Webhooks, StringComparison.Ordinal) && !called.Any(route => Reaches(route, operation))));
        Assert.True(missing.Length == 0, $"The client does not call:\n{missing}");
    }

    private static IEnumerable<string> Called() =>
        from type in typeof(BusQStashClient).Assembly.GetTypes()
        where type.IsInterface
        from method in type.GetMethods()
        from route in method.GetCustomAttributes<HttpMethodAttribute>()
        select $"{route.Method.Method} {route.Path}";

    private static bool Reaches(string route, string operation) =>
        route.Split('/') is var mine && operation.Split('/') is var its
        && mine.Length == its.Length
        && mine.Zip(its).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));
}
