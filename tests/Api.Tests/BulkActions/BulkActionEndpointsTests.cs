using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Api.Tests.BulkActions;

public sealed class BulkActionEndpointsTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public BulkActionEndpointsTests() => _api.Settings["BusQStash:BulkActions:GroupSize"] = "2";

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Async_answers_at_once_with_an_action_that_ends()
    {
        for (var i = 0; i < 5; i++)
        {
            await DelayedAsync("bulk");
        }

        var answer = (await _api.CallAsync("DELETE", "/v2/messages?label=bulk&fromDate=1&async=true")).Expect(202).Json;
        Assert.Equal(5, answer["cancelled"]!.GetValue<int>());
        var action = await FinishedAsync(Text(answer, "actionId"));

        Assert.Equal(
            ["actionId", "kind", "state", "total", "processed", "createdAt", "completedAt", "filter"], action.AsObject().Select(member => member.Key));
        Assert.Equal(("cancel", 5, 5), (Text(action, "kind"), action["total"]!.GetValue<int>(), action["processed"]!.GetValue<int>()));
        Assert.Equal("""{"label":["bulk"],"fromDate":["1"]}""", action["filter"]!.ToJsonString());
    }

    [Fact]
    public async Task The_body_may_ask_for_it_too()
    {
        await DelayedAsync("body");
        var answer = (await _api.CallAsync("DELETE", "/v2/messages", """{"label":"body","async":true}""")).Expect(202).Json;
        Assert.Equal(1, (await FinishedAsync(Text(answer, "actionId")))["processed"]!.GetValue<int>());
    }

    [Fact]
    public async Task Lists_the_newest_first_in_pages_and_looks_for_the_state_within_them()
    {
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, Text((await _api.CallAsync("DELETE", $"/v2/messages?label=l{i}&async=true")).Expect(202).Json, "actionId"));
            await FinishedAsync(ids[0]);
        }

        var first = (await _api.CallAsync("GET", "/v2/bulkActions?count=2")).Expect(200).Json;
        var second = (await _api.CallAsync("GET", $"/v2/bulkActions?count=2&cursor={first["cursor"]}")).Expect(200).Json;
        Assert.Equal(ids.Order(), Ids(first).Concat(Ids(second)).Order());
        Assert.Null(second["cursor"]);
        Assert.Equal(3, Ids((await _api.CallAsync("GET", "/v2/bulkActions?state=finished")).Expect(200).Json).Count());
        Assert.Empty(Ids((await _api.CallAsync("GET", "/v2/bulkActions?state=IN_PROGRESS")).Expect(200).Json));
    }

    [Theory]
    [InlineData("state=DONE", "state")]
    [InlineData("count=0", "count")]
    [InlineData("count=x", "count")]
    [InlineData("cursor=x", "cursor")]
    public async Task Refuses_what_it_does_not_understand(string query, string names) =>
        (await _api.CallAsync("GET", $"/v2/bulkActions?{query}")).ExpectError(400, names);

    [Fact]
    public async Task An_unknown_action_is_404() => (await _api.CallAsync("GET", "/v2/bulkActions/act_none")).ExpectError(404, "act_none");

    private async Task<JsonNode> FinishedAsync(string actionId)
    {
        JsonNode? action = null;
        await Eventually.TrueAsync(
            async () => Text(action = (await _api.CallAsync("GET", $"/v2/bulkActions/{actionId}")).Expect(200).Json, "state") == "FINISHED",
            $"the end of {actionId}");
        return action!;
    }

    private Task<ApiAnswer> DelayedAsync(string label) =>
        _api.PublishAsync("https://example.com", "", ("Upstash-Delay", "600s"), ("Upstash-Label", label));

    private static IEnumerable<string> Ids(JsonNode page) => page["bulkActions"]!.AsArray().Select(action => Text(action!, "actionId"));

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
