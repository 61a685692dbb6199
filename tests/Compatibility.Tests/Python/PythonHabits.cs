using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Compatibility.Tests.Python;

/// <summary>Calls the server the way the official Python SDK does on the wire (contract 26), and reads the answers as strictly as its models do.</summary>
public abstract class PythonHabits(EmbeddedServer embedded, DistributedServer distributed)
{
    private static readonly string[] States =
        ["CREATED", "ACTIVE", "RETRY", "ERROR", "IN_PROGRESS", "DELIVERED", "FAILED", "CANCEL_REQUESTED", "CANCELED"];

    protected async Task<BusQStashProcess> ServerAsync(ServerKind kind) =>
        await (kind == ServerKind.Embedded ? embedded.GetAsync() : distributed.GetAsync());

    /// <summary>One call. The SDK's headers are in title case, its booleans are Python's, and a DELETE may carry JSON.</summary>
    protected async Task<JsonNode?> CallAsync(
        ServerKind kind, string method, string path, object? json = null, int expected = 200, params (string Name, string Value)[] headers)
    {
        var server = await ServerAsync(kind);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("python-httpx", "0.28.1"));
        request.Headers.Add("Upstash-Telemetry-Sdk", "upstash-qstash-py@v3.4.0");
        request.Content = json switch
        {
            null => null,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(json),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await server.Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(expected == (int)response.StatusCode, $"{method} {path} gave {(int)response.StatusCode}: {body}");
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }

    /// <summary>What a model of the SDK reads without a default must be there, and not null.</summary>
    protected static JsonObject Has(JsonNode? node, params string[] members)
    {
        var found = Assert.IsType<JsonObject>(node);
        Assert.All(members, member => Assert.True(found[member] is not null, $"{member} is missing in {found.ToJsonString()}"));
        return found;
    }

    protected static JsonObject HasMessage(JsonNode? node) => Has(node, "messageId", "url", "method", "maxRetries", "notBefore", "createdAt");

    protected static JsonObject HasLog(JsonNode? node)
    {
        var log = Has(node, "time", "messageId", "state", "url");
        Assert.Contains(log["state"]!.GetValue<string>(), States);
        return log;
    }

    protected static string Unique(string prefix) => $"{prefix}-{Guid.NewGuid():n}";
}
