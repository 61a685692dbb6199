using BusQStash.Store.Tests.Harness;
using BusQStash.Store.UrlGroups;
using Xunit;

namespace BusQStash.Store.Tests.UrlGroups;

public abstract class UrlGroupsContract(IStoreHarness harness) : StoreContract(harness)
{
    private IUrlGroups Groups => Get<IUrlGroups>();

    [Fact]
    public async Task Makes_a_group_with_its_first_endpoints_and_keeps_their_order()
    {
        await AddAsync(Noon, new("https://z.example", null), new("https://a.example", "named"));
        await AddAsync(Noon.AddSeconds(5), new UrlGroupEndpoint("https://m.example", null));

        var group = await FindAsync();
        Assert.Equal(
            [new("https://z.example", null), new("https://a.example", "named"), new("https://m.example", null)],
            group.Endpoints);
        Assert.Equal((Noon, Noon.AddSeconds(5)), (group.CreatedAt, group.UpdatedAt));
        Assert.Empty(group.Headers);
    }

    [Fact]
    public async Task Gives_a_known_name_the_new_url()
    {
        await AddAsync(Noon, new("https://a.example", "one"), new("https://b.example", "two"));

        await AddAsync(Noon, new UrlGroupEndpoint("https://c.example", "one"));

        Assert.Equal([new("https://c.example", "one"), new("https://b.example", "two")], (await FindAsync()).Endpoints);
    }

    [Fact]
    public async Task Gives_a_known_url_the_new_name()
    {
        await AddAsync(Noon, new UrlGroupEndpoint("https://a.example", null));

        await AddAsync(Noon, new UrlGroupEndpoint("https://a.example", "one"));

        Assert.Equal([new("https://a.example", "one")], (await FindAsync()).Endpoints);
    }

    [Fact]
    public async Task Keeps_one_endpoint_when_a_name_moves_to_another_ones_url()
    {
        await AddAsync(Noon, new("https://a.example", "one"), new("https://b.example", "two"));

        await AddAsync(Noon, new UrlGroupEndpoint("https://b.example", "one"));

        Assert.Equal([new("https://b.example", "one")], (await FindAsync()).Endpoints);
    }

    [Fact]
    public async Task Removes_endpoints_by_name_or_url_and_the_group_with_the_last()
    {
        await AddAsync(Noon, new("https://a.example", "one"), new("https://b.example", null), new("https://c.example", null));

        Assert.True(await Groups.RemoveEndpointsAsync("g", [new("", "one"), new("https://c.example", null)], Noon, None));
        Assert.Equal([new("https://b.example", null)], (await FindAsync()).Endpoints);

        Assert.True(await Groups.RemoveEndpointsAsync("g", [new("https://b.example", null)], Noon, None));
        Assert.Null(await Groups.FindAsync("g", None));
        Assert.False(await Groups.RemoveEndpointsAsync("g", [new("https://b.example", null)], Noon, None));
    }

    [Fact]
    public async Task Replaces_headers_and_leaves_endpoints_alone()
    {
        await AddAsync(Noon, new UrlGroupEndpoint("https://a.example", null));
        await Groups.SetHeadersAsync("g", new Dictionary<string, string> { ["Upstash-Retries"] = "3", ["old"] = "x" }, Noon, None);

        await Groups.SetHeadersAsync("g", new Dictionary<string, string> { ["Upstash-Retries"] = "5" }, Noon, None);

        var group = await FindAsync();
        Assert.Equal(new Dictionary<string, string> { ["Upstash-Retries"] = "5" }, group.Headers);
        Assert.Single(group.Endpoints);
    }

    [Fact]
    public async Task Lists_by_name_and_deletes_with_endpoints()
    {
        await Groups.AddEndpointsAsync("b", [new("https://b.example", null)], Noon, None);
        await Groups.SetHeadersAsync("a", new Dictionary<string, string>(), Noon, None);

        Assert.Equal([("a", 0), ("b", 1)], (await Groups.ReadListAsync(None)).Select(group => (group.Name, group.Endpoints.Count)));

        Assert.True(await Groups.DeleteAsync("b", None));
        Assert.False(await Groups.DeleteAsync("b", None));
        await Groups.SetHeadersAsync("b", new Dictionary<string, string>(), Noon, None);
        Assert.Empty((await Groups.FindAsync("b", None))!.Endpoints);
    }

    [Fact]
    public async Task Loses_no_endpoint_when_many_are_added_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Groups.AddEndpointsAsync("g", [new($"https://{i}.example", $"n{i}")], Noon, None)));

        Assert.Equal(20, (await FindAsync()).Endpoints.Select(endpoint => endpoint.Url).Distinct().Count());
    }

    private Task AddAsync(DateTimeOffset now, params UrlGroupEndpoint[] endpoints) => Groups.AddEndpointsAsync("g", endpoints, now, None);

    private async Task<UrlGroup> FindAsync() => Assert.IsType<UrlGroup>(await Groups.FindAsync("g", None));
}
