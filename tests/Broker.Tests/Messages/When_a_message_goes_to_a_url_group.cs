using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed class When_a_message_goes_to_a_url_group(TestBed bed)
{
    [Fact]
    public async Task Each_endpoint_has_its_own_retries_callbacks_and_dead_letter()
    {
        var system = await bed.GetSharedAsync();
        var first = system.Destination.AddHook();
        var broken = system.Destination.AddHook(Answer.Status(500));
        var third = system.Destination.AddHook(request => Answer.Status(request.Number == 1 ? 503 : 200));
        var callback = system.Destination.AddHook();
        var failure = system.Destination.AddHook();
        const string Group = "orders-fan-out";
        await AddEndpointsAsync(system, Group, (first.Url, "first"), (broken.Url, "broken"), (third.Url, "third"));

        var ids = await PublishAsync(system, Group, callback.Url, failure.Url);
        await Task.WhenAll(
            first.WaitForEndedAsync(1), broken.WaitForEndedAsync(3), third.WaitForEndedAsync(2), callback.WaitForEndedAsync(6), failure.WaitForEndedAsync(1));
        await Eventually.TrueAsync(async () => !await system.Calls.IsOpenAsync(ids[2]), "the third to be final");

        Assert.Equal([1, 3, 2], new[] { first, broken, third }.Select(hook => hook.Requests.Count));
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids, new[] { first, broken, third }.Select(hook => hook.Requests[0].Header("Upstash-Message-Id")));
        Assert.All(broken.Requests, request => Assert.Equal(Group, request.Header("Upstash-Topic-Name")));
        AssertCallbacks(callback, ids);
        await AssertDeadLetterAsync(system, failure, ids[1], Group);
    }

    private static void AssertCallbacks(Hook callback, IReadOnlyList<string> ids)
    {
        var told = callback.Requests.Select(request => request.Json())
            .Select(body => (
                Source: body.GetProperty("sourceMessageId").GetString()!,
                Endpoint: body.GetProperty("endpointName").GetString()!,
                Status: body.GetProperty("status").GetInt32()))
            .Order().ToArray();
        (string, string, int)[] expected =
        [
            (ids[0], "first", 200),
            (ids[1], "broken", 500),
            (ids[1], "broken", 500),
            (ids[1], "broken", 500),
            (ids[2], "third", 200),
            (ids[2], "third", 503),
        ];
        Assert.Equal(expected.Order(), told);
    }

    private static async Task AssertDeadLetterAsync(Deployment system, Hook failure, string id, string group)
    {
        var told = Assert.Single(failure.Requests).Json();
        Assert.Equal(id, told.GetProperty("sourceMessageId").GetString());
        var answer = JsonElement.Parse(await system.Api.Http.GetByteArrayAsync($"v2/dlq?topicName={group}"));
        var letter = Assert.Single(answer.GetProperty("messages").EnumerateArray());
        Assert.Equal(id, letter.GetProperty("messageId").GetString());
        Assert.Equal("broken", letter.GetProperty("endpointName").GetString());
        Assert.Equal(told.GetProperty("dlqId").GetString(), letter.GetProperty("dlqId").GetString());
    }

    private static async Task AddEndpointsAsync(Deployment system, string group, params (string Url, string Name)[] endpoints)
    {
        var body = new { endpoints = endpoints.Select(endpoint => new { url = endpoint.Url, name = endpoint.Name }) };
        using var made = await system.Api.Http.PostAsJsonAsync($"v2/topics/{group}/endpoints", body);
        made.EnsureSuccessStatusCode();
    }

    private static async Task<IReadOnlyList<string>> PublishAsync(Deployment system, string group, string callback, string failure)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/publish/{group}") { Content = new StringContent("order", Encoding.UTF8) };
        request.Headers.Add("Upstash-Retries", "2");
        request.Headers.Add("Upstash-Retry-Delay", "200");
        request.Headers.Add("Upstash-Callback", callback);
        request.Headers.Add("Upstash-Failure-Callback", failure);
        using var response = await system.Api.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
        return [.. answer.EnumerateArray().Select(one => one.GetProperty("messageId").GetString()!)];
    }
}
