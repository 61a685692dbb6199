using BusQStash.Client.Events;
using BusQStash.Client.Publishing;
using BusQStash.Client.Tests.Hosting;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Client.Tests.Live;

public sealed class When_a_client_manages(LiveServer server)
{
    [Fact]
    public async Task Queues_are_made_changed_listed_and_deleted()
    {
        var queues = (await server.ClientAsync()).Queues;
        await queues.UpsertAsync("client-queue", parallelism: 3);
        await queues.PauseAsync("client-queue");

        var queue = await queues.GetAsync("client-queue");
        Assert.Equal(("client-queue", 3, 0L, true), (queue.Name, queue.Parallelism, queue.Lag, queue.Paused));
        Assert.Contains(await queues.ListAsync(), listed => listed == queue);

        await queues.ResumeAsync("client-queue");
        Assert.False((await queues.GetAsync("client-queue")).Paused);

        await queues.DeleteAsync("client-queue");
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => queues.GetAsync("client-queue"))).IsNotFound);
    }

    [Fact]
    public async Task Url_groups_deliver_to_all_their_endpoints()
    {
        await using var destination = await Destination.StartAsync();
        var (first, second) = (destination.AddHook(), destination.AddHook());
        var client = await server.ClientAsync();
        await client.UrlGroups.AddEndpointsAsync("client-group", [new(first.Url, "one"), new(second.Url)]);
        await client.UrlGroups.SetDefaultHeadersAsync("client-group", new Dictionary<string, string> { ["Upstash-Method"] = "PATCH" });

        var group = await client.UrlGroups.GetAsync("client-group");
        Assert.Equal([first.Url, second.Url], group.Endpoints.Select(endpoint => endpoint.Url));
        Assert.Contains(await client.UrlGroups.ListAsync(), listed => listed.Name == "client-group");

        var result = await client.PublishAsync("client-group", "both");
        Assert.Equal(2, result.Messages.Count);
        Assert.Equal("PATCH", (await first.FirstAsync()).Method);
        Assert.Equal("both", (await second.FirstAsync()).Text);

        await client.UrlGroups.RemoveEndpointsAsync("client-group", [new(null, "one")]);
        Assert.Equal([second.Url], (await client.UrlGroups.GetAsync("client-group")).Endpoints.Select(endpoint => endpoint.Url));
        await client.UrlGroups.DeleteAsync("client-group");
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => client.UrlGroups.GetAsync("client-group"))).IsNotFound);
    }

    [Fact]
    public async Task Logs_are_read_page_after_page()
    {
        var client = await server.ClientAsync();
        var options = new PublishOptions { Delay = TimeSpan.FromHours(1), Labels = ["client-pages"] };
        var sent = await client.BatchAsync(Enumerable.Range(0, 5).Select(n => new BatchMessage("https://example.com/later", $"{n}", options)));
        var filter = new LogFilter { Labels = ["client-pages"], States = [LogState.Created] };

        var page = await client.Logs.ListPageAsync(filter, count: 2, earliestFirst: true);
        Assert.Equal(2, page.Items.Count);
        Assert.NotNull(page.Cursor);
        var rest = await client.Logs.ListPageAsync(filter, page.Cursor, count: 3, earliestFirst: true);
        Assert.Null(rest.Cursor);
        Assert.Equal(sent.Select(result => result.MessageId).Order(), page.Items.Concat(rest.Items).Select(entry => entry.MessageId).Order());
        Assert.Equal(5, await client.Logs.ListAsync(filter).CountAsync());
    }

    [Fact]
    public async Task Keys_are_rotated()
    {
        await using var own = await BusQStashProcess.StartApiAsync();
        using var client = BusQStashClient.Create(options => (options.Url, options.Token) = (own.Url, BusQStashProcess.DevelopmentToken));
        var before = await client.SigningKeys.GetAsync();

        var after = await client.SigningKeys.RotateAsync();

        Assert.Equal(before.Next, after.Current);
        Assert.Equal(after, await client.SigningKeys.GetAsync());
    }

    [Fact]
    public async Task A_wrong_token_is_401()
    {
        var url = (await server.ProcessAsync()).Url;
        using var client = BusQStashClient.Create(options => (options.Url, options.Token) = (url, "wrong"));

        var exception = await Assert.ThrowsAsync<BusQStashException>(() => client.Queues.ListAsync());

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, exception.StatusCode);
    }
}
