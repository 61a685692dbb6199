using BusQStash.Client.Tests.Hosting;
using BusQStash.Client.UrlGroups;
using Xunit;

namespace BusQStash.Client.Tests.UrlGroups;

public sealed class UrlGroupClientTests
{
    private readonly StubServer _server = new();

    [Fact]
    public async Task Removing_sends_a_body()
    {
        await _server.Answers("").Client().UrlGroups.RemoveEndpointsAsync("g", [new(null, "one"), new("https://a")]);

        Assert.Equal("DELETE /v2/topics/g/endpoints", $"{_server.Request.Method} {_server.Request.Target}");
        Assert.Equal("""{"endpoints":[{"name":"one"},{"url":"https://a"}]}""", _server.Request.Text);
    }

    [Fact]
    public async Task Endpoints_need_a_url_to_be_added_and_a_name_or_url_to_be_removed()
    {
        var groups = _server.Client().UrlGroups;

        await Assert.ThrowsAsync<ArgumentException>(() => groups.AddEndpointsAsync("g", [new UrlGroupEndpoint(null, "one")]));
        await Assert.ThrowsAsync<ArgumentException>(() => groups.RemoveEndpointsAsync("g", [new UrlGroupEndpoint(null)]));
        await Assert.ThrowsAsync<ArgumentException>(() => groups.AddEndpointsAsync("g", []));
        Assert.Empty(_server.Requests);
    }
}
