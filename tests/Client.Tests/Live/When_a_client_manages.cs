using BusQStash.Client.Dlq;
using BusQStash.Client.Events;
using BusQStash.Client.Messages;
using BusQStash.Client.Publishing;
using BusQStash.Client.Queues;
using BusQStash.Client.Schedules;
using BusQStash.Client.Tests.Hosting;
using BusQStash.Client.Tokens;
using BusQStash.Testing;
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
        await queues.UpsertAsync("client-queue", new() { Parallelism = 3, FailingHead = FailingHead.StepAside, AwaitCallbacks = false });
        await queues.PauseAsync("client-queue");

        var queue = await queues.GetAsync("client-queue");
        Assert.Equal(("client-queue", 3, 0L, true), (queue.Name, queue.Parallelism, queue.Lag, queue.Paused));
        Assert.Equal((FailingHead.StepAside, false), (queue.FailingHead, queue.AwaitCallbacks));
        Assert.Contains(await queues.ListAsync(), listed => listed == queue);

        await queues.ResumeAsync("client-queue");
        Assert.False((await queues.GetAsync("client-queue")).Paused);

        await queues.DeleteAsync("client-queue");
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => queues.GetAsync("client-queue"))).IsNotFound);
    }

    [Fact]
    public async Task Tokens_are_made_listed_rotated_and_revoked()
    {
        var tokens = (await server.ClientAsync()).Tokens;
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(4_102_444_800_000);
        var made = await tokens.CreateAsync(new("client-token", [TokenRight.Publish]) { Queues = ["orders"], Hosts = ["*.example.com"], ExpiresAt = expires });
        Assert.StartsWith("bqs_", made.Token, StringComparison.Ordinal);
        Assert.Null(made.PreviousUntil);

        var listed = Assert.Single(await tokens.ListAsync(), token => token.Name == "client-token");
        Assert.Equal(("api", expires), (listed.Source, listed.ExpiresAt));
        Assert.Equal([TokenRight.Publish], listed.Rights);
        Assert.Equal(["orders", "*.example.com"], listed.Queues!.Concat(listed.Hosts!));

        var rotated = await tokens.RotateAsync("client-token", TimeSpan.FromHours(2));
        Assert.NotEqual(made.Token, rotated.Token);
        Assert.NotNull(rotated.PreviousUntil);

        await tokens.RevokeAsync("client-token");
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => tokens.RevokeAsync("client-token"))).IsNotFound);
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
    public async Task Schedules_are_made_read_paused_and_deleted()
    {
        var schedules = (await server.ClientAsync()).Schedules;
        var id = await schedules.CreateAsync(
            "https://example.com/tick?a=b", "CRON_TZ=Europe/Berlin 0 9 1 1 *", "tick", new ScheduleOptions { ScheduleId = "client-schedule", Delay = TimeSpan.FromSeconds(5) });

        var schedule = await schedules.GetAsync(id);
        Assert.Equal(("client-schedule", "https://example.com/tick?a=b", TimeSpan.FromSeconds(5)), (schedule.ScheduleId, schedule.Destination, schedule.Delay));
        Assert.Equal("tick", System.Text.Encoding.UTF8.GetString(schedule.GetBody()));
        Assert.NotNull(schedule.NextScheduleTime);

        await schedules.PauseAsync(id);
        Assert.True((await schedules.ListAsync()).Single(listed => listed.ScheduleId == id).IsPaused);
        await schedules.ResumeAsync(id);
        await schedules.DeleteAsync(id);
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => schedules.GetAsync(id))).IsNotFound);
    }

    [Fact]
    public async Task Several_messages_are_cancelled_by_id_and_by_filter()
    {
        var client = await server.ClientAsync();
        var options = new PublishOptions { Delay = TimeSpan.FromHours(1), Labels = ["client-bulk"] };
        var sent = await client.BatchAsync(Enumerable.Range(0, 4).Select(n => new BatchMessage("https://example.com/later", $"{n}", options)));

        Assert.Equal(1, await client.Messages.CancelAsync(new MessageFilter { MessageIds = [sent[0].MessageId, "msg_unknown"] }));
        Assert.Equal(3, await client.Messages.CancelAsync(new MessageFilter { Labels = ["client-bulk"] }));
        var action = await client.BulkActions.ListAsync().FirstAsync(action => action.Filter?.ContainsKey("label") == true && action.Total == 3);
        Assert.True((await client.BulkActions.GetAsync(action.ActionId)).IsFinished);
        Assert.NotNull(await client.Messages.StartCancelAsync(new MessageFilter { Labels = ["client-bulk"] }));
    }

    [Fact]
    public async Task A_delayed_message_is_run_now_and_a_dead_letter_again()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(request => request.Number == 1 ? Answer.Status(400) : Answer.Ok);
        var client = await server.ClientAsync();
        var message = await client.PublishAsync(hook.Url, "once", new() { Delay = TimeSpan.FromHours(1), Retries = 0, Labels = ["client-again"] });
        await client.Messages.RunNowAsync(message.MessageId);
        await hook.WaitForAsync(1);

        var letter = await Eventually.ValueAsync(
            async () => await client.Dlq.ListAsync(new DlqFilter { Labels = ["client-again"] }).FirstOrDefaultAsync(), "the dead letter");
        var again = Assert.Single(await client.Dlq.RetryAsync(new DlqFilter { DlqIds = [letter.DlqId] }).ToListAsync());

        Assert.NotEqual(message.MessageId, again.MessageId);
        Assert.Equal("once", (await hook.WaitForAsync(2))[1].Text);
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => client.Dlq.GetAsync(letter.DlqId))).IsNotFound);
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
