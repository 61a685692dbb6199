using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Instances;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Queues;

public sealed class QueueViewEndpointsTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_queue_tells_why_it_stands_still_and_until_when()
    {
        await _api.CallAsync("POST", "/v2/queues", """{"queueName":"q","parallelism":2,"failingHead":"stepAside","awaitCallbacks":false}""");
        await EnqueueAsync("q", ("Upstash-Delay", "1h"));
        var queue = (await _api.CallAsync("GET", "/busqstash/queues/q")).Expect(200).Json;

        Assert.Equal(("q", 2, "stepAside", false), (Text(queue, "name"), Number(queue, "parallelism"), Text(queue, "failingHead"), queue["awaitCallbacks"]!.GetValue<bool>()));
        Assert.Equal((1L, false, true), (Number(queue, "lag"), queue["lagCapped"]!.GetValue<bool>(), queue["standsStill"]!.GetValue<bool>()));
        Assert.Equal("head_delayed", Text(queue["standing"]!, "reason"));
        Assert.Equal(Number(queue["head"]!, "nextAt"), Number(queue["standing"]!, "nextAt"));
        Assert.Equal(("DELAYED", 1L), (Text(queue["head"]!, "state"), Number(queue["head"]!, "place")));
        Assert.Equal("no_worker", Text(queue["standing"]!["also"]![0]!, "reason"));
        (await _api.CallAsync("GET", "/busqstash/queues/nobody")).ExpectError(404, "nobody");
    }

    [Fact]
    public async Task Lists_in_pages_by_name_and_by_part_of_it()
    {
        foreach (var name in new[] { "one-a", "one-b", "two" })
        {
            await _api.CallAsync("POST", "/v2/queues", $$"""{"queueName":"{{name}}"}""");
        }

        foreach (var sort in new[] { "name", "lag", "attention" })
        {
            var first = (await _api.CallAsync("GET", $"/busqstash/queues?count=2&sort={sort}")).Expect(200).Json;
            var second = (await _api.CallAsync("GET", $"/busqstash/queues?count=2&sort={sort}&cursor={Text(first, "cursor")}")).Expect(200).Json;
            Assert.Equal(["one-a", "one-b", "two"], first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(queue => Text(queue!, "name")));
            Assert.Null(second["cursor"]);
        }

        Assert.Equal(2, (await _api.CallAsync("GET", "/busqstash/queues?search=ONE")).Expect(200).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Messages_come_in_order_with_their_places()
    {
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await EnqueueAsync("q"));
        }

        var first = (await _api.CallAsync("GET", "/busqstash/queues/q/messages?count=2")).Expect(200).Json;
        var second = (await _api.CallAsync("GET", $"/busqstash/queues/q/messages?count=2&cursor={Text(first, "cursor")}")).Expect(200).Json;

        var all = first["items"]!.AsArray().Concat(second["items"]!.AsArray()).ToList();
        Assert.Equal(ids, all.Select(message => Text(message!, "messageId")));
        Assert.Equal([1L, 2L, 3L], all.Select(message => Number(message!, "place")));
    }

    [Fact]
    public async Task An_attempt_a_worker_tells_of_runs()
    {
        var id = await EnqueueAsync("q");
        await _api.Services.GetRequiredService<IInstances>().BeatAsync(InstanceKind.Worker, 0, TestContext.Current.CancellationToken);
        await _api.Services.GetRequiredService<IInstanceDetails>().WriteAsync(
            new InstanceDetail(InstanceKind.Worker, "1", "box", 1, [new RunningAttempt(id, 7, "example.com")]), TestContext.Current.CancellationToken);
        var queue = (await _api.CallAsync("GET", "/busqstash/queues/q")).Expect(200).Json;

        Assert.Equal(("running", id, 7L), (Text(queue["standing"]!, "reason"), Text(queue["standing"]!["facts"]!, "messageId"), Number(queue["standing"]!["facts"]!, "since")));
        Assert.Equal("RUNNING", Text(queue["head"]!, "state"));
        Assert.Equal("running", Text((await _api.CallAsync("GET", $"/busqstash/messages/{id}")).Expect(200).Json["verdict"]!, "code"));
    }

    [Theory]
    [InlineData("/busqstash/queues?count=101", "count")]
    [InlineData("/busqstash/queues?sort=size", "sort")]
    [InlineData("/busqstash/queues?cursor=1-2-x", "cursor")]
    [InlineData("/busqstash/queues/q/messages?cursor=1-x", "cursor")]
    public async Task Refuses_what_it_does_not_understand(string target, string names) => (await _api.CallAsync("GET", target)).ExpectError(400, names);

    private async Task<string> EnqueueAsync(string queueName, params (string, string)[] headers) =>
        (await _api.CallAsync("POST", $"/v2/enqueue/{queueName}/https://example.com", "", headers)).Expect(200).MessageId;

    private static string Text(System.Text.Json.Nodes.JsonNode node, string member) => node[member]!.GetValue<string>();

    private static long Number(System.Text.Json.Nodes.JsonNode node, string member) => node[member]!.GetValue<long>();
}
