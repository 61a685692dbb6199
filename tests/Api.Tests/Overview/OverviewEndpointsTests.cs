using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Overview;

public sealed class OverviewEndpointsTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public OverviewEndpointsTests() => _api.Settings["BusQStash:Retry:BackoffFactor"] = "3";

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task What_needs_somebody_comes_first_and_is_kept_for_two_seconds()
    {
        var id = (await _api.CallAsync("POST", "/v2/enqueue/q/https://a.example")).MessageId;
        await _api.SettleAsync((await _api.PublishAsync("https://b.example")).MessageId, MessageState.Failed, new ResponseRecord(500, [], ReadOnlyMemory<byte>.Empty, false), "no");
        var overview = (await _api.CallAsync("GET", "/busqstash/overview")).Expect(200).Json;

        Assert.Equal(("ok", "fail", "warn"), (State("ledger"), State("workers"), State("reconciler")));
        Assert.Equal((1, false), (overview["now"]!["deadLetters"]!.GetValue<int>(), overview["now"]!["deadLettersCapped"]!.GetValue<bool>()));
        var items = overview["attention"]!.AsArray().Select(item => (Text(item!, "kind"), item!["name"]?.GetValue<string>() ?? item["host"]?.GetValue<string>())).ToList();
        Assert.Equal([("queue", "q"), ("dead_letters", "b.example")], items);
        Assert.Equal("no_worker", Text(overview["attention"]![0]!["standing"]!, "reason"));

        await _api.CallAsync("DELETE", $"/v2/messages/{id}");
        Assert.Equal(overview["at"]!.GetValue<long>(), (await _api.CallAsync("GET", "/busqstash/overview")).Expect(200).Json["at"]!.GetValue<long>());

        string State(string part) => Text(overview["health"]![part]!, "state");
    }

    [Fact]
    public async Task Processes_are_told_with_what_they_do()
    {
        await _api.Services.GetRequiredService<IInstances>().BeatAsync(InstanceKind.Api | InstanceKind.Worker, 0, TestContext.Current.CancellationToken);
        await _api.Services.GetRequiredService<IInstanceDetails>().WriteAsync(
            new InstanceDetail(InstanceKind.Api, "1.2", "box", 3, [new RunningAttempt("msg_1", 5, "a.example")]), TestContext.Current.CancellationToken);
        var workers = (await _api.CallAsync("GET", "/busqstash/workers")).Expect(200).Json;

        var process = Assert.Single(workers["items"]!.AsArray())!;
        Assert.Equal("""["api","worker"]""", process["kind"]!.ToJsonString());
        Assert.Equal(("alive", "1.2", "box", 3), (Text(process, "state"), Text(process, "version"), Text(process, "host"), process["queues"]!.GetValue<int>()));
        Assert.Equal("""[{"messageId":"msg_1","since":5,"host":"a.example"}]""", process["running"]!.ToJsonString());
        Assert.Equal(("inmemory", "sqlite"), (Text(workers["broker"]!, "kind"), Text(workers["ledger"]!, "kind")));
        Assert.InRange(workers["ledger"]!["bytes"]!.GetValue<long>(), 1, long.MaxValue);
    }

    [Fact]
    public async Task Settings_tell_where_they_come_from_and_no_secret()
    {
        var answer = (await _api.CallAsync("GET", "/busqstash/settings", "", ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"))).Expect(200);
        var settings = answer.Json["items"]!.AsArray().ToDictionary(item => Text(item!, "name"), item => item!);

        Assert.Equal(("3", "code"), (Text(settings["BusQStash__Retry__BackoffFactor"], "value"), Text(settings["BusQStash__Retry__BackoffFactor"], "source")));
        Assert.Equal(("true", "default"), (Text(settings["BusQStash__Stats__Enabled"], "value"), Text(settings["BusQStash__Stats__Enabled"], "source")));
        foreach (var name in new[] { "BusQStash__ReadOnlyToken", "BusQStash__CurrentSigningKey", "BusQStash__NextSigningKey" })
        {
            Assert.Equal(("set", true), (Text(settings[name], "value"), settings[name]["secret"]!.GetValue<bool>()));
        }

        Assert.DoesNotContain(ApiHost.ReadOnlyToken, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sig_", answer.Text, StringComparison.Ordinal);
    }

    private static string Text(System.Text.Json.Nodes.JsonNode node, string member) => node[member]!.GetValue<string>();
}
