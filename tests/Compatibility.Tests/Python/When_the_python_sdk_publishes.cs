using System.Text.Json.Nodes;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Compatibility.Tests.Python;

public sealed class When_the_python_sdk_publishes(EmbeddedServer embedded, DistributedServer distributed) : PythonHabits(embedded, distributed)
{
    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task Booleans_of_python_are_understood(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        var body = new { unique = Unique("python") };
        (string, string)[] headers =
        [
            ("Upstash-Content-Based-Deduplication", "True"),
            ("Upstash-Method", "PUT"),
            ("Upstash-Retries", "2"),
            ("Upstash-Forward-Test", "value"),
        ];

        var first = Has(await CallAsync(kind, "POST", $"/v2/publish/{hook.Url}", body, 200, headers), "messageId");
        var second = Has(await CallAsync(kind, "POST", $"/v2/publish/{hook.Url}", body, 202, headers), "messageId");

        Assert.Equal(first["messageId"]!.GetValue<string>(), second["messageId"]!.GetValue<string>());
        Assert.True(second["deduplicated"]!.GetValue<bool>());
        var request = Assert.Single(await hook.WaitForEndedAsync(1));
        Assert.Equal(("PUT", "value", "application/json; charset=utf-8"), (request.Method, request.Header("Test"), request.Header("Content-Type")));
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task A_batch_has_a_message_id_in_every_slot(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        var queue = Unique("queue");
        object[] batch =
        [
            new { destination = hook.Url, headers = new Dictionary<string, string> { ["Content-Type"] = "text/plain" }, body = "one", queue = (string?)null },
            new { destination = hook.Url, headers = new Dictionary<string, string> { ["Upstash-Delay"] = "0s" }, body = "two", queue },
        ];

        var answer = Assert.IsType<JsonArray>(await CallAsync(kind, "POST", "/v2/batch", batch));

        Assert.Equal(2, answer.Count);
        Assert.All(answer, slot => Has(slot, "messageId"));
        Assert.Equal(["one", "two"], (await hook.WaitForEndedAsync(2)).Select(request => request.Text).Order());
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task A_url_group_answers_with_an_id_and_a_url_for_each_endpoint(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var (one, two) = (destination.AddHook(), destination.AddHook());
        var group = Unique("group");
        await CallAsync(kind, "POST", $"/v2/topics/{group}/endpoints", new { endpoints = new object[] { new { name = "one", url = one.Url }, new { url = two.Url } } });

        var shown = Has(await CallAsync(kind, "GET", $"/v2/topics/{group}"), "name", "createdAt", "updatedAt", "endpoints");
        Assert.Equal(2, shown["endpoints"]!.AsArray().Count);
        var answer = Assert.IsType<JsonArray>(await CallAsync(kind, "POST", $"/v2/publish/{group}", "{}"));
        Assert.All(answer, slot => Has(slot, "messageId", "url"));
        await Task.WhenAll(one.WaitForEndedAsync(1), two.WaitForEndedAsync(1));

        await CallAsync(kind, "DELETE", $"/v2/topics/{group}/endpoints", new { endpoints = new object[] { new { name = "one" }, new { url = two.Url } } });
        await CallAsync(kind, "GET", $"/v2/topics/{group}", expected: 404);
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task A_pending_message_has_what_its_model_needs(ServerKind kind)
    {
        var answer = Has(
            await CallAsync(kind, "POST", "/v2/publish/https://example.com/python", "{}", 200, ("Upstash-Delay", "1h"), ("Upstash-Callback", "https://example.com/told")),
            "messageId");
        var id = answer["messageId"]!.GetValue<string>();

        var message = HasMessage(await CallAsync(kind, "GET", $"/v2/messages/{id}"));

        Assert.Equal("https://example.com/told", message["callback"]!.GetValue<string>());
        await CallAsync(kind, "DELETE", $"/v2/messages/{id}", expected: 202);
        await CallAsync(kind, "GET", $"/v2/messages/{id}", expected: 404);
    }
}
