using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Dlq;

public sealed class DlqViewEndpointsTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Counts_dead_letters_and_groups_them_by_host_and_status()
    {
        foreach (var path in new[] { "a.example/1", "a.example/2", "b.example/3" })
        {
            await _api.SettleAsync((await _api.PublishAsync($"https://{path}")).MessageId, MessageState.Failed, new ResponseRecord(500, [], ReadOnlyMemory<byte>.Empty, false), "no");
        }

        Assert.Equal("""{"count":3,"capped":false}""", (await _api.CallAsync("GET", "/busqstash/dlq/count?responseStatus=500")).Expect(200).Text);
        Assert.Equal("""{"count":2,"capped":false}""", (await _api.CallAsync("GET", "/busqstash/dlq/count?host=a.example&responseStatus=500")).Expect(200).Text);
        var facets = (await _api.CallAsync("GET", "/busqstash/dlq/facets")).Expect(200).Json;
        var group = facets["groups"]![0]!;
        Assert.Equal(("a.example", 500, 2), (group["host"]!.GetValue<string>(), group["responseStatus"]!.GetValue<int>(), group["count"]!.GetValue<int>()));
        Assert.Equal(3, facets["rows"]!.GetValue<int>());
        (await _api.CallAsync("GET", "/busqstash/dlq/count?responseStatus=x")).ExpectError(400, "responseStatus");
        (await _api.CallAsync("GET", "/busqstash/dlq/facets?fromDate=x")).ExpectError(400, "fromDate");
    }
}
