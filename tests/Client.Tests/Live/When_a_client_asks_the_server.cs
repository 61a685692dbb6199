using System.Text;
using BusQStash.Client.Dlq;
using BusQStash.Client.Events;
using BusQStash.Client.Messages;
using BusQStash.Client.Publishing;
using BusQStash.Client.Server;
using BusQStash.Client.Tests.Hosting;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Client.Tests.Live;

/// <summary>The server's own API against the server itself.</summary>
public sealed class When_a_client_asks_the_server(LiveServer server)
{
    [Fact]
    public async Task It_says_what_it_is_and_how_it_does()
    {
        var asked = (await server.ClientAsync()).Server;

        var info = await asked.GetInfoAsync();
        Assert.Equal(("full", "sqlite", "inmemory"), (info.Access, info.Ledger, info.Transport));
        var overview = await asked.GetOverviewAsync();
        Assert.True(overview.Health.Ledger.IsOk, overview.Health.Ledger.Text);
        Assert.InRange(overview.At, info.ServerTime.AddMinutes(-1), info.ServerTime.AddMinutes(1));
        var processes = await asked.GetProcessesAsync();
        Assert.Equal("alive", Assert.Single(processes.Items).State);
        Assert.Equal(["api", "worker"], processes.Items[0].Kind);
        Assert.Equal("sqlite", processes.Ledger.Kind);
        Assert.Equal((true, 1), (overview.Health.Api!.IsOk, overview.Health.Api.Seen));
    }

    [Fact]
    public async Task It_says_how_it_is_set_up_and_what_is_wrong()
    {
        var client = await server.ClientAsync();

        var report = await client.Server.ExamineAsync();
        Assert.Contains(report.Items, finding => finding.State == report.State);
        Assert.All(report.Items, finding => Assert.NotEmpty(finding.Text));
        var settings = await client.Server.GetSettingsAsync();
        Assert.Equal("00:00:06", settings.Single(setting => setting.Name == "BusQStash__Lanes__Lease").Value);
        Assert.Contains(settings, setting => setting.Secret);
        var keys = await client.SigningKeys.GetWebhookKeysAsync();
        Assert.StartsWith("whsec_", keys.Secret, StringComparison.Ordinal);
        Assert.NotEqual(keys.PublicKey, keys.NextPublicKey);
    }

    [Fact]
    public async Task What_happens_is_watched_as_it_happens_and_counted()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Text("no", 500));
        var client = await server.ClientAsync();
        var filter = new LogFilter { Labels = ["watched"] };
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var watched = client.Logs.WatchAsync(filter, over.Token).GetAsyncEnumerator(over.Token);
        var first = watched.MoveNextAsync().AsTask();

        // The feed says what is written from when it is open; until then more is written.
        var messageId = (await client.PublishAsync(hook.Url, "hello", new() { Retries = 0, Labels = ["watched"] })).MessageId;
        while (!first.IsCompleted)
        {
            await Task.WhenAny(first, Task.Delay(500, over.Token));
            messageId = (await client.PublishAsync(hook.Url, "hello", new() { Retries = 0, Labels = ["watched"] })).MessageId;
        }

        Assert.True(await first);
        Assert.Equal(hook.Url, watched.Current.Entry?.Url);

        await Eventually.TrueAsync(async () => (await client.Server.GetMessageAsync(messageId)).State == "FAILED", "the message to fail");
        Assert.Equal("hello"u8.ToArray(), await client.Server.GetMessageBodyAsync(messageId));
        var answer = await client.Server.GetAttemptAnswerAsync(messageId, 1);
        Assert.Equal((1, 500, "no"), (answer.Number, answer.Status, Encoding.UTF8.GetString(Convert.FromBase64String(answer.BodyBase64!))));
        var bars = (await client.Server.GetLogHistogramAsync(filter)).Items;
        Assert.InRange(bars.Sum(bar => bar.Counts.GetValueOrDefault("FAILED")), 1, int.MaxValue);
        await Eventually.TrueAsync(async () => (await client.Server.GetStatsAsync()).Failed.Sum() > 0, "the counts to be written");
        var stats = await client.Server.GetStatsAsync(new StatsFilter { Step = "minute", From = TimeProvider.System.GetUtcNow().AddMinutes(-10) });
        Assert.Equal(("all", "minute", stats.At.Count), (stats.Series, stats.Step, stats.Accepted.Count));
    }

    [Fact]
    public async Task A_queue_says_why_it_does_nothing()
    {
        var client = await server.ClientAsync();
        await client.Queues.UpsertAsync("asked", new() { Paused = true });
        var first = await client.EnqueueAsync("asked", "https://example.com/a", "x");
        await client.EnqueueAsync("asked", "https://example.com/b", "y");

        var queue = await client.Server.GetQueueAsync("asked");

        Assert.Equal(("paused", 2L, true, first.MessageId), (queue.Standing.Reason, queue.Lag, queue.Paused, queue.Head?.MessageId));
        Assert.Equal([1, 2], (await client.Server.ListQueueMessagesAsync("asked").ToListAsync()).Select(message => message.Place));
        Assert.Equal("asked", (await client.Server.ListQueuesAsync("aske").SingleAsync()).Name);
        Assert.Equal(2, (await client.Server.ListMessagesAsync(new PendingMessageFilter { QueueNames = ["asked"] }).ToListAsync()).Count);
        await client.Queues.DeleteAsync("asked");
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => client.Server.GetQueueAsync("asked"))).IsNotFound);
    }

    [Fact]
    public async Task A_failed_message_says_why_and_is_retried_with_others_in_the_background()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Text("no", 500));
        var client = await server.ClientAsync();
        var message = await client.PublishAsync(hook.Url, "x", new() { Retries = 0, Labels = ["asked-why"], FlowControl = new("asked-key") { Parallelism = 2 } });
        var filter = new DlqFilter { Labels = ["asked-why"] };
        await Eventually.TrueAsync(async () => (await client.Server.CountDeadLettersAsync(filter)).Count == 1, "the dead letter");

        var view = await client.Server.GetMessageAsync(message.MessageId);
        Assert.Equal(("FAILED", "failed_exhausted", 500), (view.State, view.Verdict.Code, view.Verdict.Facts.GetProperty("status").GetInt32()));
        Assert.Equal(("failed", 500), (Assert.Single(view.Attempts).Outcome, view.Attempts[0].Status));
        Assert.Equal(hook.Url, view.Message?.Url);
        Assert.Equal([LogState.Created, LogState.Active, LogState.Error, LogState.Failed], view.Entries.Select(entry => entry.State));
        var related = view.Relations;
        Assert.Equal(("asked-key", false, 2), (related.FlowControl?.Key, related.FlowControl?.Paused, related.FlowControl?.Parallelism));
        Assert.Equal(1, (await client.Server.CountDeadLettersAsync(filter with { Hosts = [new Uri(hook.Url).Authority] })).Count);
        Assert.Equal(0, (await client.Server.CountDeadLettersAsync(filter with { Hosts = ["other.example"] })).Count);
        Assert.Equal(1, (await client.Server.CountLogsAsync(new LogFilter { Labels = ["asked-why"], States = [LogState.Failed], ResponseStatuses = [500] })).Count);
        Assert.Equal((500, 1), (Assert.Single((await client.Server.GetDeadLetterFacetsAsync(filter)).Groups).ResponseStatus, 1));
        var failed = new LogFilter { Labels = ["asked-why"], States = [LogState.Failed] };
        Assert.Equal(new EntryCount(1, false), await client.Server.CountLogsAsync(failed));
        Assert.Contains((await client.Server.GetLogFacetsAsync(failed)).Items, field => field.Field == "host");

        hook.AnswerWith = _ => Answer.Ok;
        var action = await client.BulkActions.StartRetryAsync(filter, new() { Retries = 1 });
        await Eventually.TrueAsync(async () => (await client.BulkActions.GetOutcomeAsync(action)).IsFinished, "the bulk action to be done");
        var outcome = await client.BulkActions.GetOutcomeAsync(action);
        Assert.Equal(("dlqRetry", 1L, 0L, false), (outcome.Kind, outcome.Processed, outcome.Refused, outcome.Stopped));
        Assert.Equal(["asked-why"], outcome.Filter!["label"]);
        Assert.Contains(await client.BulkActions.ListOutcomesAsync().ToListAsync(), one => one.ActionId == action);
        await hook.WaitForAsync(2);
        Assert.Equal(new EntryCount(0, false), await client.Server.CountDeadLettersAsync(filter));
        var retry = await client.Server.GetDeadLetterRetryAsync(related.DeadLetter!.DlqId);
        Assert.Equal((message.MessageId, hook.Url), (retry.MessageId, retry.RetriedAs.Url));
        Assert.NotEqual(message.MessageId, retry.RetriedAs.MessageId);
    }

    [Fact]
    public async Task Messages_are_canceled_and_dead_letters_deleted_in_the_background()
    {
        var client = await server.ClientAsync();
        var delayed = new PublishOptions { Delay = TimeSpan.FromHours(1), Labels = ["asked-bulk"] };
        await client.PublishAsync("https://example.com/a", "x", delayed);

        var cancel = await client.BulkActions.StartCancelAsync(new MessageFilter { Labels = ["asked-bulk"] });
        var delete = await client.BulkActions.StartDeleteAsync(new DlqFilter { Labels = ["asked-nothing"] });
        await client.BulkActions.StopAsync(delete);

        await Eventually.TrueAsync(async () => (await client.BulkActions.GetOutcomeAsync(cancel)).IsFinished, "the cancel to be done");
        Assert.Equal(1, (await client.BulkActions.GetOutcomeAsync(cancel)).Processed);
        Assert.Equal("dlqDelete", (await client.BulkActions.GetOutcomeAsync(delete)).Kind);
    }

    [Fact]
    public async Task It_says_beforehand_when_a_schedule_fires_and_whether_a_destination_may_be_called()
    {
        var client = await server.ClientAsync();
        var id = await client.Schedules.CreateAsync("https://example.com/tick", "CRON_TZ=Europe/Berlin 0 9 1 1 *", "x", new() { ScheduleId = "asked-schedule" });

        var next = await client.Server.GetNextFiringsAsync(id, count: 2);
        Assert.Equal(("Europe/Berlin", 2), (next.Zone, next.Items.Count));
        Assert.Equal("+01:00", next.Items[0].Offset);
        Assert.Equal(3, (await client.Server.GetFiringsOfAsync("*/5 * * * *", count: 3)).Items.Count);
        Assert.Equal(400, (int)(await Assert.ThrowsAsync<BusQStashException>(() => client.Server.GetFiringsOfAsync("never"))).StatusCode!);
        Assert.Equal((false, "invalid_url"), (await client.Server.CheckDestinationAsync("ftp://example.com") is var check ? (check.Allowed, check.Reason) : default));
        Assert.True((await client.Server.CheckDestinationAsync("http://127.0.0.1:9000/")).Allowed);
        await client.Schedules.DeleteAsync(id);
    }
}
