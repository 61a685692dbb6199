using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Dlq;
using BusQStash.Store.Messages;
using BusQStash.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.BulkActions;

public sealed class BulkActionViewEndpointsTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public BulkActionViewEndpointsTests() => _api.Settings["BusQStash:BulkActions:GroupSize"] = "2";

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Retries_what_matches_with_overrides_and_tells_what_was_refused()
    {
        for (var i = 0; i < 5; i++)
        {
            await FailAsync($"https://a.example/{i}");
        }

        await FailAsync("https://b.example/x");
        var action = await DoneAsync(
            """{"kind":"dlqRetry","filter":{"host":"a.example","responseStatus":[500]},"overrides":{"retries":1,"delay":"1h","flowControlKey":"gently","flowControlRate":50,"flowControlPeriod":"1s"}}""");

        Assert.Equal(("dlqRetry", 5, 5, 0), (Text(action, "kind"), Number(action, "total"), Number(action, "processed"), Number(action, "refused")));
        Assert.Equal("""{"host":["a.example"],"responseStatus":["500"]}""", action["filter"]!.ToJsonString());
        var left = await LettersAsync();
        Assert.Equal("https://b.example/x", Assert.Single(left).Message.Spec.Url);
        var again = (await _api.CallAsync("GET", "/busqstash/messages?state=DELAYED")).Expect(200).Json["items"]!.AsArray();
        Assert.Equal(5, again.Count);
        var spec = (await _api.StoredAsync(Text(again[0]!, "messageId"))).Spec;
        Assert.Equal((1, "gently", 50), (spec.MaxRetries, spec.FlowControl!.Key, spec.FlowControl.Rate!.Value));
    }

    [Fact]
    public async Task Leaves_what_was_refused_where_it_is_and_what_failed_later()
    {
        await FailAsync("https://a.example/1");
        await FailAsync("https://b.example/2");
        var action = await DoneAsync("""{"kind":"dlqDelete","filter":{},"toDate":1}""");
        Assert.Equal((0, 0), (Number(action, "total"), Number(action, "processed")));
        Assert.Equal(2, (await LettersAsync()).Count);

        Assert.Equal(2, Number(await DoneAsync("""{"kind":"dlqDelete","filter":{}}"""), "processed"));
        Assert.Empty(await LettersAsync());
        Assert.Equal(2, (await _api.CallAsync("GET", "/v2/bulkActions")).Expect(200).Json["bulkActions"]!.AsArray().Count);
        Assert.Equal(2, (await _api.CallAsync("GET", "/busqstash/bulkActions")).Expect(200).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Cancels_and_an_ended_one_stays_ended_when_it_is_stopped()
    {
        await _api.PublishAsync("https://a.example", "", ("Upstash-Delay", "1h"), ("Upstash-Label", "l"));
        await _api.PublishAsync("https://a.example", "", ("Upstash-Delay", "1h"));
        var action = await DoneAsync("""{"kind":"cancel","filter":{"label":"l"}}""");
        Assert.Equal((1, 1, false), (Number(action, "total"), Number(action, "processed"), action["stopped"]!.GetValue<bool>()));

        var id = Text(action, "actionId");
        (await _api.CallAsync("POST", $"/busqstash/bulkActions/{id}/stop")).Expect(200);
        Assert.False((await _api.CallAsync("GET", $"/busqstash/bulkActions/{id}")).Expect(200).Json["stopped"]!.GetValue<bool>());
        (await _api.CallAsync("POST", "/busqstash/bulkActions/act_none/stop")).ExpectError(404, "act_none");
        (await _api.CallAsync("GET", "/busqstash/bulkActions/act_none")).ExpectError(404, "act_none");
    }

    [Theory]
    [InlineData("""{"kind":"purge","filter":{}}""", "kind")]
    [InlineData("""{"kind":"cancel"}""", "filter")]
    [InlineData("""{"kind":"dlqDelete","filter":{"labels":"a"}}""", "labels")]
    [InlineData("""{"kind":"dlqDelete","filter":{"label":[]}}""", "label")]
    [InlineData("""{"kind":"dlqDelete","filter":{"label":{"a":1}}}""", "label")]
    [InlineData("""{"kind":"dlqDelete","filter":{"responseStatus":"x"}}""", "responseStatus")]
    [InlineData("""{"kind":"dlqDelete","filter":{},"toDate":99999999999999}""", "toDate")]
    [InlineData("""{"kind":"dlqDelete","filter":{},"overrides":{"retries":1}}""", "overrides")]
    [InlineData("""{"kind":"dlqRetry","filter":{},"overrides":{"delay":"soon"}}""", "delay")]
    [InlineData("""{"kind":"dlqRetry","filter":{},"overrides":{"flowControlKey":"k","flowControlRate":0}}""", "rate")]
    [InlineData("[]", "JSON")]
    public async Task Refuses_what_it_does_not_understand_and_does_nothing(string body, string names)
    {
        await FailAsync("https://a.example");
        (await _api.CallAsync("POST", "/busqstash/bulkActions", body)).ExpectError(400, names);
        Assert.Single(await LettersAsync());
        Assert.Empty((await _api.CallAsync("GET", "/busqstash/bulkActions")).Expect(200).Json["items"]!.AsArray());
    }

    private async Task FailAsync(string url) => await _api.SettleAsync(
        (await _api.PublishAsync(url)).MessageId, MessageState.Failed, new ResponseRecord(500, [], ReadOnlyMemory<byte>.Empty, false), "no");

    private async Task<IReadOnlyList<DeadLetter>> LettersAsync()
    {
        var letters = _api.Services.GetRequiredService<IDeadLetters>();
        var listed = await letters.ListAsync(new DlqQuery(), TestContext.Current.CancellationToken);
        return await letters.ReadAsync([.. listed.Select(entry => entry.Key)], TestContext.Current.CancellationToken);
    }

    private async Task<JsonNode> DoneAsync(string body)
    {
        var id = Text((await _api.CallAsync("POST", "/busqstash/bulkActions", body)).Expect(202).Json, "actionId");
        JsonNode? action = null;
        await Eventually.TrueAsync(
            async () => Text(action = (await _api.CallAsync("GET", $"/busqstash/bulkActions/{id}")).Expect(200).Json, "state") == "FINISHED", $"the end of {id}");
        return action!;
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private static int Number(JsonNode node, string member) => node[member]!.GetValue<int>();
}
