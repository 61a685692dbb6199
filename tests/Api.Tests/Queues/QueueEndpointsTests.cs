using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Queues;

public sealed class QueueEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Makes_changes_and_shows_a_queue()
    {
        await UpsertAsync("""{"queueName":"upsert","parallelism":3,"paused":true,"unknown":1}""");
        var shown = await GetAsync("upsert");
        Assert.Equal(["createdAt", "updatedAt", "name", "parallelism", "lag", "paused"], shown.AsObject().Select(member => member.Key));
        Assert.Equal((3, true, 0), (Number(shown, "parallelism"), shown["paused"]!.GetValue<bool>(), Number(shown, "lag")));

        await UpsertAsync("""{"queueName":"upsert","parallelism":5}""");
        shown = await GetAsync("upsert");
        Assert.Equal((5, true), (Number(shown, "parallelism"), shown["paused"]!.GetValue<bool>()));

        await UpsertAsync("""{"queueName":"upsert","paused":false}""");
        shown = await GetAsync("upsert");
        Assert.Equal((5, false), (Number(shown, "parallelism"), shown["paused"]!.GetValue<bool>()));
        Assert.Contains(api.Bus.Announced, change => change is { QueueName: "upsert", Deleted: false });
    }

    [Fact]
    public async Task Members_are_taken_in_any_letters()
    {
        await UpsertAsync("""{"QueueName":"letters","Parallelism":4,"PAUSED":true,"FailingHead":"stepAside"}""");
        var shown = await GetAsync("letters");
        Assert.Equal((4, true, "stepAside"), (Number(shown, "parallelism"), shown["paused"]!.GetValue<bool>(), shown["failingHead"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Shows_what_QStash_does_not_have_only_where_it_differs()
    {
        await UpsertAsync("""{"queueName":"beyond","failingHead":"stepAside","awaitCallbacks":false}""");
        await UpsertAsync("""{"queueName":"beyond","parallelism":2}""");
        var shown = await GetAsync("beyond");
        Assert.Equal(("stepAside", false), (shown["failingHead"]!.GetValue<string>(), shown["awaitCallbacks"]!.GetValue<bool>()));

        await UpsertAsync("""{"queueName":"beyond","failingHead":"block","awaitCallbacks":true}""");
        shown = await GetAsync("beyond");
        Assert.Null(shown["failingHead"]);
        Assert.Null(shown["awaitCallbacks"]);
    }

    [Fact]
    public async Task Refuses_a_failing_head_it_does_not_know() =>
        (await api.CallAsync("POST", "/v2/queues", """{"queueName":"odd","failingHead":"retry"}""")).ExpectError(400, "failingHead");

    [Fact]
    public async Task A_new_queue_has_parallelism_1()
    {
        (await api.CallAsync("POST", "/v2/queues/", """{"queueName":"plain"}""")).Expect(200);
        Assert.Equal(1, Number(await GetAsync("plain"), "parallelism"));
    }

    [Fact]
    public async Task Pauses_and_resumes()
    {
        await UpsertAsync("""{"queueName":"pausing"}""");
        foreach (var (verb, paused) in new[] { ("pause", true), ("pause", true), ("RESUME", false), ("resume", false) })
        {
            (await api.CallAsync("POST", $"/v2/queues/pausing/{verb}")).Expect(200);
            Assert.Equal(paused, (await GetAsync("pausing"))["paused"]!.GetValue<bool>());
        }
    }

    [Fact]
    public async Task Lists_queues_as_an_array()
    {
        await UpsertAsync("""{"queueName":"listed"}""");
        var names = (await api.CallAsync("GET", "/v2/queues")).Expect(200).Json.AsArray().Select(queue => queue!["name"]!.GetValue<string>());
        Assert.Contains("listed", names);
    }

    [Fact]
    public async Task Deleting_takes_the_messages_with_it_and_may_be_repeated()
    {
        var id = (await api.CallAsync("POST", "/v2/enqueue/doomed/https://example.com")).Expect(200).MessageId;
        (await api.CallAsync("DELETE", "/v2/queues/doomed")).Expect(200);
        (await api.CallAsync("DELETE", "/v2/queues/doomed")).Expect(200);
        (await api.CallAsync("GET", "/v2/queues/doomed")).ExpectError(404, "doomed");
        (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(404);
        Assert.Single(api.Bus.Announced, change => change is { QueueName: "doomed", Deleted: true });
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "JSON")]
    [InlineData("{}", "queueName")]
    [InlineData("""{"queueName":"a b"}""", "queueName")]
    [InlineData("""{"queueName":1}""", "queueName")]
    [InlineData("""{"queueName":"q","parallelism":0}""", "parallelism")]
    [InlineData("""{"queueName":"q","parallelism":-1}""", "parallelism")]
    [InlineData("""{"queueName":"q","parallelism":1.5}""", "parallelism")]
    [InlineData("""{"queueName":"q","parallelism":"2"}""", "parallelism")]
    [InlineData("""{"queueName":"q","paused":"yes"}""", "paused")]
    [InlineData("""{"queueName":"q","parallelism":1001}""", "parallelism", 412)]
    [InlineData("""{"queueName":"q","parallelism":9999999999}""", "parallelism", 412)]
    public async Task Refuses_what_makes_no_sense(string body, string names, int status = 400) =>
        (await api.CallAsync("POST", "/v2/queues", body)).ExpectError(status, names);

    [Theory]
    [InlineData("GET", "/v2/queues/a%20b")]
    [InlineData("DELETE", "/v2/queues/a%20b")]
    [InlineData("POST", "/v2/queues/a%20b/pause")]
    [InlineData("POST", "/v2/queues/a%20b/resume")]
    public async Task Refuses_bad_names(string method, string target) => (await api.CallAsync(method, target)).ExpectError(400, "queue name");

    private async Task UpsertAsync(string body) => (await api.CallAsync("POST", "/v2/queues", body)).Expect(200);

    private async Task<System.Text.Json.Nodes.JsonNode> GetAsync(string name) => (await api.CallAsync("GET", $"/v2/queues/{name}")).Expect(200).Json;

    private static int Number(System.Text.Json.Nodes.JsonNode shown, string member) => shown[member]!.GetValue<int>();
}
