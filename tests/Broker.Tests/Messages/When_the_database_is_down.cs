using System.Net;
using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed class When_the_database_is_down(TestBed bed)
{
    private const int Messages = 40;
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_api_says_so_and_everything_accepted_is_delivered_when_it_returns()
    {
        await using var database = await PrivateDatabaseServer.CreateAsync();
        await using var virtualHost = await bed.Broker.CreateVirtualHostAsync();
        await using var destination = await Destination.StartAsync();
        var settings = Settings(database.ConnectionString, virtualHost.Url);
        await using var worker = await BusQStashProcess.StartWorkerAsync(settings);
        await using var api = await BusQStashProcess.StartApiAsync(new Dictionary<string, string>(settings) { [SettingNames.WorkerInProcess] = "false" });
        var calls = new QStashCalls(api.Http);
        var gate = new TaskCompletionSource();
        var inFlight = destination.AddHook(Answer.Ok.Once(gate.Task));
        var retrying = destination.AddHook(request => Answer.Status(request.Number <= Messages ? 500 : 200));
        var queue = new TestQueue("orders", destination.AddHook(Answer.Ok.Once(gate.Task)), calls);

        await calls.BatchAsync(Enumerable.Range(0, Messages).Select(n => new { destination = inFlight.Url, body = $"{n}" }));
        await calls.BatchAsync(Enumerable.Range(0, Messages).Select(n => new
        {
            destination = retrying.Url,
            body = $"{n}",
            headers = new Dictionary<string, string> { ["Upstash-Retry-Delay"] = "3000" },
        }));
        await queue.EnqueueManyAsync(5);
        await Task.WhenAll(inFlight.WaitForAsync(Messages), retrying.WaitForAsync(Messages), queue.Hook.WaitForAsync(1));

        await database.KillAsync();
        gate.SetResult();
        await AssertUnavailableAsync(api, inFlight.Url);
        await database.StartAsync();

        await api.WaitUntilReadyAsync(Recovery);
        await queue.WaitUntilDoneAsync(Recovery);
        await Eventually.TrueAsync(() => Answered(inFlight, after: 0) == Messages, "every message in flight", Recovery);
        await Eventually.TrueAsync(() => Answered(retrying, after: Messages) == Messages, "every message that waited for a retry", Recovery);

        queue.Log.AssertInOrder();
        await queue.EnqueueManyAsync(2);
        await queue.WaitUntilDoneAsync(Recovery);
        Assert.True(worker.IsRunning && api.IsRunning);
    }

    private static int Answered(Hook hook, int after) =>
        hook.Requests.Where(request => request.Number > after && request.AnsweredTicks is not null).Select(request => request.Text).Distinct().Count();

    private static async Task AssertUnavailableAsync(BusQStashProcess api, string url)
    {
        using var refused = await api.Http.PostAsync($"v2/publish/{url}", new StringContent("too late"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        var error = JsonElement.Parse(await refused.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(error.GetProperty("error").GetString()!);
        using var listed = await api.Http.GetAsync("v2/queues", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, listed.StatusCode);
        var (status, _) = await Health.ReadAsync(api);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
    }

    private static Dictionary<string, string> Settings(string database, string broker) => new()
    {
        [SettingNames.Postgres] = database,
        [SettingNames.RabbitMq] = broker,
        [SettingNames.Token] = "token-of-the-tests",
        [SettingNames.AllowPrivateNetworks] = "true",
    };
}
