using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Stats;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Stats;

public sealed class StatsEndpointsTests : IAsyncLifetime
{
    private const long Minute = 60_000;
    private readonly ApiHost _api = new();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Columns_have_a_place_for_every_step_and_null_where_nobody_counted()
    {
        var cell = new StatCell();
        cell.Set(StatGauge.Lag, 7);
        await _api.Services.GetRequiredService<IStats>().WriteAsync([new StatRow("queue:q", 2 * Minute, cell)], TestContext.Current.CancellationToken);

        var stats = (await _api.CallAsync("GET", $"/busqstash/stats?series=queue:q&step=minute&from={Minute}&to={3 * Minute}")).Expect(200).Json;
        Assert.Equal("[60000,120000,180000]", stats["at"]!.ToJsonString());
        Assert.Equal(("[null,0,null]", "[null,7,null]", "[null,null,null]"), (stats["accepted"]!.ToJsonString(), stats["lag"]!.ToJsonString(), stats["attemptMs"]!["p99"]!.ToJsonString()));
        var hours = (await _api.CallAsync("GET", $"/busqstash/stats?series=queue:q&step=hour&from={Minute}&to={3 * Minute}")).Expect(200).Json;
        Assert.Equal(("hour", "[7]"), (hours["step"]!.GetValue<string>(), hours["lag"]!.ToJsonString()));
    }

    [Fact]
    public async Task What_is_published_and_refused_is_counted()
    {
        await _api.PublishAsync("https://a.example");
        await _api.PublishAsync("no-such-group");
        var flush = _api.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().Single(service => service.GetType().Name == "StatFlush");
        await flush.StopAsync(TestContext.Current.CancellationToken);

        var stats = (await _api.CallAsync("GET", "/busqstash/stats")).Expect(200).Json;
        Assert.Equal((1, 1), (Sum("accepted"), Sum("rejected")));

        long Sum(string column) => stats[column]!.AsArray().Sum(count => count?.GetValue<long>() ?? 0);
    }

    [Theory]
    [InlineData("series=topic:t", "series")]
    [InlineData("step=second", "step")]
    [InlineData("from=2&to=1", "from")]
    [InlineData("step=minute&from=0&to=30000000", "from")]
    public async Task Refuses_what_it_does_not_understand(string query, string names) => (await _api.CallAsync("GET", $"/busqstash/stats?{query}")).ExpectError(400, names);
}
