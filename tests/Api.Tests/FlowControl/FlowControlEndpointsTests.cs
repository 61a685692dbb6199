using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.FlowControl;

public sealed class FlowControlEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Shows_a_key_that_was_used()
    {
        await PublishAsync("shown", "parallelism=3, rate=10, period=1m");
        await PublishAsync("shown", "parallelism=3, rate=10, period=1m");

        var key = await GetAsync("shown");

        Assert.Equal(
            ["flowControlKey", "waitListSize", "waitlistSize", "parallelismMax", "parallelismCount", "rateMax", "rateCount", "ratePeriod", "ratePeriodStart", "isPaused", "isPinnedParallelism", "isPinnedRate"],
            key.AsObject().Select(member => member.Key));
        Assert.Equal((2, 2, 3, 0), (Number(key, "waitListSize"), Number(key, "waitlistSize"), Number(key, "parallelismMax"), Number(key, "parallelismCount")));
        Assert.Equal((10, 0, 60), (Number(key, "rateMax"), Number(key, "rateCount"), Number(key, "ratePeriod")));
        (await api.CallAsync("GET", "/v2/flowControl/nobody")).ExpectError(404, "nobody");
    }

    [Fact]
    public async Task Lists_keys_as_an_array_by_part_of_their_name()
    {
        await PublishAsync("listed-a", "rate=1");
        await PublishAsync("listed-b", "rate=1");

        foreach (var target in new[] { "/v2/flowControl", "/v2/flowControl/", "/v2/FlowControl?search=listed" })
        {
            var names = await NamesAsync(target);
            Assert.Equal(["listed-a", "listed-b"], names.Where(name => name.StartsWith("listed", StringComparison.Ordinal)));
        }

        Assert.Equal(["listed-b"], await NamesAsync("/v2/flowControl?search=ted-b"));
    }

    [Fact]
    public async Task Pauses_and_resumes_a_key_even_one_nobody_used()
    {
        foreach (var (verb, paused) in new[] { ("pause", true), ("pause", true), ("resume", false) })
        {
            (await api.CallAsync("POST", $"/v2/flowControl/pausing/{verb}")).Expect(200);
            Assert.Equal(paused, (await GetAsync("pausing"))["isPaused"]!.GetValue<bool>());
        }
    }

    [Fact]
    public async Task Pins_and_unpins_limits()
    {
        await PublishAsync("pinning", "parallelism=1, rate=2");
        (await api.CallAsync("POST", "/v2/flowControl/pinning/pin?parallelism=5&rate=7&period=60")).Expect(200);
        await PublishAsync("pinning", "parallelism=9");

        var key = await GetAsync("pinning");
        Assert.Equal((5, 7, 60), (Number(key, "parallelismMax"), Number(key, "rateMax"), Number(key, "ratePeriod")));
        Assert.True(key["isPinnedParallelism"]!.GetValue<bool>() && key["isPinnedRate"]!.GetValue<bool>());

        (await api.CallAsync("POST", "/v2/flowControl/pinning/unpin?parallelism=true&rate=true")).Expect(200);
        key = await GetAsync("pinning");
        Assert.Equal((5, false, false), (Number(key, "parallelismMax"), key["isPinnedParallelism"]!.GetValue<bool>(), key["isPinnedRate"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Resets_the_rate_and_all_counters()
    {
        await PublishAsync("resetting", "rate=1");
        (await api.CallAsync("POST", "/v2/flowControl/resetting/resetRate")).Expect(200);
        (await api.CallAsync("POST", "/v2/flowControl/resetting/reset")).Expect(200);
        Assert.Equal(0, Number(await GetAsync("resetting"), "rateCount"));
    }

    [Theory]
    [InlineData("/v2/flowControl/k/pin", "parallelism")]
    [InlineData("/v2/flowControl/k/pin?period=5", "parallelism")]
    [InlineData("/v2/flowControl/k/pin?parallelism=0", "parallelism")]
    [InlineData("/v2/flowControl/k/pin?rate=-1", "rate")]
    [InlineData("/v2/flowControl/k/pin?rate=1&period=604801", "period")]
    [InlineData("/v2/flowControl/k/unpin", "parallelism")]
    [InlineData("/v2/flowControl/k/unpin?rate=maybe", "rate")]
    [InlineData("/v2/flowControl/a%20b/pause", "flow control key")]
    [InlineData("/v2/flowControl/a%20b/pin?rate=1", "flow control key")]
    public async Task Refuses_what_makes_no_sense_and_names_it(string target, string names) =>
        (await api.CallAsync("POST", target)).ExpectError(400, names);

    [Fact]
    public async Task Adds_up_what_the_workers_have_in_flight()
    {
        await api.Services.GetRequiredService<IInstances>().BeatAsync(InstanceKind.Worker, 0, TestContext.Current.CancellationToken);
        await api.Services.GetRequiredService<IWorkerLoads>().ReportAsync(3, 200, TestContext.Current.CancellationToken);

        var answer = (await api.CallAsync("GET", "/v2/globalParallelism")).Expect(200).Json;

        Assert.Equal((200, 3), (Number(answer, "parallelismMax"), Number(answer, "parallelismCount")));
    }

    [Fact]
    public async Task A_message_shows_its_flow_control()
    {
        var id = await PublishAsync("message", "parallelism=2");
        var message = (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200).Json;
        Assert.Equal(("message", 2, 1), (message["flowControlKey"]!.GetValue<string>(), Number(message, "parallelism"), Number(message, "period")));
        Assert.Null(message["rate"]);
    }

    private async Task<string> PublishAsync(string key, string value) => (await api.PublishAsync(
        "https://example.com/hook", "hi", ("Upstash-Flow-Control-Key", key), ("Upstash-Flow-Control-Value", value))).Expect(200).MessageId;

    private async Task<JsonNode> GetAsync(string key) => (await api.CallAsync("GET", $"/v2/flowControl/{key}")).Expect(200).Json;

    private async Task<IEnumerable<string>> NamesAsync(string target) =>
        (await api.CallAsync("GET", target)).Expect(200).Json.AsArray().Select(key => key!["flowControlKey"]!.GetValue<string>());

    private static long Number(JsonNode node, string member) => node[member]!.GetValue<long>();
}
