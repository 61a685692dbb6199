using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Events;

public sealed class EventViewEndpointsTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Counts_entries_shows_them_over_time_and_tells_what_they_have_in_common()
    {
        var id = (await _api.PublishAsync("https://a.example/x")).MessageId;
        await _api.PublishAsync("https://b.example/y");
        await _api.SettleAsync(id, MessageState.Failed, new ResponseRecord(500, [], ReadOnlyMemory<byte>.Empty, false), "no");

        Assert.Equal("""{"count":5,"capped":false}""", (await _api.CallAsync("GET", "/busqstash/logs/count")).Expect(200).Text);
        Assert.Equal("""{"count":1,"capped":false}""", (await _api.CallAsync("GET", "/busqstash/logs/count?state=FAILED&host=a.example")).Expect(200).Text);

        var bars = (await _api.CallAsync("GET", "/busqstash/logs/histogram?bars=6")).Expect(200).Json["items"]!.AsArray();
        Assert.InRange(bars.Count, 6, 7);
        Assert.Equal((2, 1), (bars.Sum(bar => bar!["counts"]!["CREATED"]?.GetValue<int>() ?? 0), bars.Sum(bar => bar!["counts"]!["FAILED"]?.GetValue<int>() ?? 0)));

        var facets = (await _api.CallAsync("GET", "/busqstash/logs/facets")).Expect(200).Json;
        Assert.Equal((5, false), (facets["rows"]!.GetValue<int>(), facets["capped"]!.GetValue<bool>()));
        var states = facets["items"]!.AsArray().Single(item => item!["field"]!.GetValue<string>() == "state")!["values"]!.AsArray();
        Assert.Equal(("CREATED", 2), (states[0]!["value"]!.GetValue<string>(), states[0]!["count"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("count?state=NONE", "state")]
    [InlineData("histogram?bars=121", "bars")]
    [InlineData("histogram?bars=x", "bars")]
    [InlineData("histogram?fromDate=2&toDate=1", "fromDate")]
    public async Task Refuses_what_it_does_not_understand(string query, string names) => (await _api.CallAsync("GET", $"/busqstash/logs/{query}")).ExpectError(400, names);
}
