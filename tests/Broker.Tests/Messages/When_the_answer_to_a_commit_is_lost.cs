using System.Net;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Networks;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>
/// The program as it is, alone and with nothing else to do: neither a later message nor another process draws attention to what was written under a number nobody
/// was told.
/// </summary>
public sealed class When_the_answer_to_a_commit_is_lost(TestBed bed)
{
    [Fact]
    public async Task The_callback_that_was_written_with_it_is_delivered()
    {
        await using var one = await OneProcess.StartAsync(bed);
        var gate = new TaskCompletionSource();
        var hook = one.Destination.AddHook(Answer.Ok.Once(gate.Task));
        var callback = one.Destination.AddHook();
        var id = await one.Calls.PublishAsync(hook.Url, "hello", ("Upstash-Callback", callback.Url));
        await hook.WaitForAsync(1);

        var cut = one.Link.CutAnswerTo(callback.Url);
        gate.SetResult();
        await cut.WaitAsync(Eventually.DefaultTimeout, TestContext.Current.CancellationToken);

        await callback.WaitForEndedAsync(1);
        await Eventually.TrueAsync(async () => !await one.Calls.IsOpenAsync(id), "the message to be final");
        Assert.Single(hook.Requests);
        Assert.Single(callback.Requests);
    }

    [Fact]
    public async Task A_message_whose_publisher_repeats_itself_is_delivered_once()
    {
        await using var one = await OneProcess.StartAsync(bed);
        var hook = one.Destination.AddHook();
        var cut = one.Link.CutAnswerTo(hook.Url);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => PublishAsync());
        await cut.WaitAsync(Eventually.DefaultTimeout, TestContext.Current.CancellationToken);
        await PublishAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await hook.WaitForEndedAsync(1);
        Assert.Single(hook.Requests);

        Task<string> PublishAsync() => one.Calls.PublishAsync(hook.Url, "hello", ("Upstash-Deduplication-Id", "once"));
    }

    [Fact]
    public async Task A_message_whose_claim_was_written_with_it_is_attempted()
    {
        await using var one = await OneProcess.StartAsync(bed);
        var hook = one.Destination.AddHook(request => Answer.Status(request.Number == 1 ? 500 : 200));
        var cut = one.Link.CutAnswerTo("set state = 2, claimed_by");

        await one.Calls.PublishAsync(hook.Url, "hello", ("Upstash-Retry-Delay", "100"));
        await cut.WaitAsync(Eventually.DefaultTimeout, TestContext.Current.CancellationToken);

        await hook.WaitForEndedAsync(2);
        Assert.Equal(2, hook.Requests.Count);
    }

    private sealed record OneProcess(
        PrivateDatabase Database, VirtualHost Broker, NetworkLink Link, Destination Destination, BusQStashProcess Api) : IAsyncDisposable
    {
        public QStashCalls Calls { get; } = new(Api.Http);

        public static async Task<OneProcess> StartAsync(TestBed bed)
        {
            var database = await bed.Database.CreateAsync();
            var broker = await bed.Broker.CreateVirtualHostAsync();
            var (link, connectionString) = NetworkLink.ToDatabase(database.ConnectionString);
            var api = await BusQStashProcess.StartApiAsync(new Dictionary<string, string>
            {
                [SettingNames.Postgres] = connectionString,
                [SettingNames.RabbitMq] = broker.Url,
                [SettingNames.Token] = "token-of-the-tests",
                [SettingNames.AllowPrivateNetworks] = "true",
            });
            return new OneProcess(database, broker, link, await Destination.StartAsync(), api);
        }

        public async ValueTask DisposeAsync()
        {
            await Api.DisposeAsync();
            await Destination.DisposeAsync();
            await Link.DisposeAsync();
            await Broker.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
