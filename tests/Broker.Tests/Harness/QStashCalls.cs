using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace BusQStash.Broker.Tests.Harness;

/// <summary>The calls of the REST API that tests make, over plain HTTP.</summary>
public sealed class QStashCalls(HttpClient http)
{
    /// <summary>Publishes an unordered message.</summary>
    /// <returns>Its id.</returns>
    public Task<string> PublishAsync(string url, string body, params (string Name, string Value)[] headers) =>
        SendAsync($"v2/publish/{url}", body, headers);

    /// <summary>Puts a message into a queue.</summary>
    /// <returns>Its id.</returns>
    public Task<string> EnqueueAsync(string queueName, string url, string body, params (string Name, string Value)[] headers) =>
        SendAsync($"v2/enqueue/{queueName}/{url}", body, headers);

    /// <summary>Sends a batch; its items are what the API calls them.</summary>
    /// <returns>The ids in the order of the items.</returns>
    public async Task<IReadOnlyList<string>> BatchAsync(IEnumerable<object> items)
    {
        using var response = await http.PostAsJsonAsync("v2/batch", items);
        var answer = await ReadAsync(response);
        return [.. answer.EnumerateArray().Select(MessageId)];
    }

    /// <summary>Makes or changes a queue.</summary>
    public Task UpsertQueueAsync(string queueName, int parallelism) => UpsertQueueAsync(new { queueName, parallelism });

    /// <summary>The same with whatever members the API knows.</summary>
    public async Task UpsertQueueAsync(object queue)
    {
        using var response = await http.PostAsJsonAsync("v2/queues", queue);
        await ReadAsync(response);
    }

    public async Task PauseAsync(string queueName)
    {
        using var response = await http.PostAsync($"v2/queues/{queueName}/pause", null);
        await ReadAsync(response);
    }

    public async Task ResumeAsync(string queueName)
    {
        using var response = await http.PostAsync($"v2/queues/{queueName}/resume", null);
        await ReadAsync(response);
    }

    public async Task DeleteQueueAsync(string queueName)
    {
        using var response = await http.DeleteAsync($"v2/queues/{queueName}");
        await ReadAsync(response);
    }

    /// <summary>Messages of the queue that are not final.</summary>
    public async Task<long> LagAsync(string queueName)
    {
        using var response = await http.GetAsync($"v2/queues/{queueName}");
        return (await ReadAsync(response)).GetProperty("lag").GetInt64();
    }

    /// <summary>Whether the message is there and not final.</summary>
    public async Task<bool> IsOpenAsync(string messageId)
    {
        using var response = await http.GetAsync($"v2/messages/{messageId}");
        return response.StatusCode switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.NotFound => false,
            _ => throw await UnexpectedAsync(response),
        };
    }

    /// <summary>Makes a schedule, or replaces the one of that id.</summary>
    public async Task ScheduleAsync(string scheduleId, string cron, string destination, string body, params (string Name, string Value)[] headers)
    {
        using var request = Post($"v2/schedules/{destination}", body, [("Upstash-Schedule-Id", scheduleId), ("Upstash-Cron", cron), .. headers]);
        using var response = await http.SendAsync(request);
        await ReadAsync(response);
    }

    /// <summary>A schedule as the API shows it.</summary>
    public async Task<JsonElement> GetScheduleAsync(string scheduleId)
    {
        using var response = await http.GetAsync($"v2/schedules/{scheduleId}");
        return await ReadAsync(response);
    }

    /// <summary>Pauses or resumes a schedule.</summary>
    public async Task ChangeScheduleAsync(string scheduleId, string change)
    {
        using var response = await http.PatchAsync($"v2/schedules/{scheduleId}/{change}", null);
        await ReadAsync(response);
    }

    /// <summary>Makes a URL group, or adds to it.</summary>
    public async Task AddEndpointsAsync(string group, params string[] urls)
    {
        using var response = await http.PostAsJsonAsync($"v2/topics/{group}/endpoints", new { endpoints = urls.Select(url => new { url }) });
        await ReadAsync(response);
    }

    public async Task CancelAsync(string messageId)
    {
        using var response = await http.DeleteAsync($"v2/messages/{messageId}");
        await ReadAsync(response);
    }

    /// <summary>Cancels what the query selects, in the background.</summary>
    /// <returns>The id of the action.</returns>
    public async Task<string> CancelManyAsync(string query)
    {
        using var response = await http.DeleteAsync($"v2/messages?{query}");
        return (await ReadAsync(response)).GetProperty("actionId").GetString()!;
    }

    /// <summary>How a bulk action is getting on.</summary>
    public async Task<(string State, long Total, long Processed)> BulkActionAsync(string actionId)
    {
        using var response = await http.GetAsync($"v2/bulkActions/{actionId}");
        var action = await ReadAsync(response);
        return (action.GetProperty("state").GetString()!, action.GetProperty("total").GetInt64(), action.GetProperty("processed").GetInt64());
    }

    /// <summary>Delivers a waiting message now.</summary>
    public async Task RunNowAsync(string messageId)
    {
        using var response = await http.PostAsync($"v2/messages/{messageId}/retry", null);
        await ReadAsync(response);
    }

    /// <summary>The same; whether it still waited is left open.</summary>
    public async Task TryRunNowAsync(string messageId)
    {
        using var response = await http.PostAsync($"v2/messages/{messageId}/retry", null);
    }

    /// <summary>The states in a message's history, the latest first.</summary>
    public async Task<IReadOnlyList<string>> StatesAsync(string messageId)
    {
        using var response = await http.GetAsync($"v2/events?messageId={messageId}");
        return [.. (await ReadAsync(response)).GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("state").GetString()!)];
    }

    /// <summary>A call without a body whose answer does not matter.</summary>
    public async Task PostAsync(string path)
    {
        using var response = await http.PostAsync(path, null);
        await ReadAsync(response);
    }

    private static string MessageId(JsonElement answer) => answer.GetProperty("messageId").GetString()!;

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw await UnexpectedAsync(response);
        }

        var body = await response.Content.ReadAsByteArrayAsync();
        return body.Length == 0 ? default : JsonElement.Parse(body);
    }

    private static async Task<HttpRequestException> UnexpectedAsync(HttpResponseMessage response) => new(
        $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} gave {(int)response.StatusCode}: "
        + await response.Content.ReadAsStringAsync(),
        inner: null,
        response.StatusCode);

    private async Task<string> SendAsync(string path, string body, (string Name, string Value)[] headers)
    {
        using var request = Post(path, body, headers);
        using var response = await http.SendAsync(request);
        return MessageId(await ReadAsync(response));
    }

    private static HttpRequestMessage Post(string path, string body, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }
}
