using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusQStash.Testing;
using BusQStash.Testing.Programs;

namespace BusQStash.Dashboard.Tests.Hosting;

/// <summary>What the tests put on the server for the page to show, by the API.</summary>
internal static class Messages
{
    /// <summary>Sends a batch; returns the ids in its order.</summary>
    internal static async Task<IReadOnlyList<string>> SendAsync(this BusQStashProcess server, params object[] batch)
    {
        using var answer = await server.Http.PostAsJsonAsync("v2/batch", batch);
        var text = await answer.Content.ReadAsStringAsync();
        var ids = answer.IsSuccessStatusCode ? JsonNode.Parse(text)!.AsArray().Select(item => item!["messageId"]?.GetValue<string>()).OfType<string>().ToList() : [];
        return ids.Count == batch.Length
            ? ids
            : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
    }

    internal static async Task<JsonElement> ReadAsync(this BusQStashProcess server, string path) => await server.Http.GetFromJsonAsync<JsonElement>(path);

    internal static async Task PostAsync(this BusQStashProcess server, string path, object? body = null)
    {
        using var answer = await server.Http.PostAsJsonAsync(path, body ?? new { });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the logs have that many entries of a filter.</summary>
    internal static Task LoggedAsync(this BusQStashProcess server, string filter, int count) => Eventually.TrueAsync(
        async () => (await server.ReadAsync($"v2/logs?{filter}&count=1000")).GetProperty("events").GetArrayLength() >= count,
        $"{count} log entries of {filter}");

    /// <summary>A message that fails for good, and waits until it is a dead letter; returns its id and the dead letter's.</summary>
    internal static async Task<(string MessageId, string DlqId)> FailAsync(this BusQStashProcess server, string destination, string body = "{}", string label = "dead")
    {
        var ids = await server.SendAsync(new
        {
            destination,
            body,
            headers = new Dictionary<string, string> { ["Upstash-Retries"] = "0", ["Upstash-Label"] = label, ["Content-Type"] = "application/json" },
        });
        var letters = await Eventually.ValueAsync<JsonNode>(
            async () => JsonNode.Parse(await server.Http.GetStringAsync($"v2/dlq?messageId={ids[0]}"))!["messages"] is JsonArray { Count: > 0 } found ? found[0] : null,
            $"the dead letter of {ids[0]}");
        return (ids[0], letters["dlqId"]!.GetValue<string>());
    }
}
