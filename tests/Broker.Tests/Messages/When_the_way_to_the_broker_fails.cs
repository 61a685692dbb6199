using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Networks;
using BusQStash.Testing.Programs;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>Every connection to the broker stalls, is reset or is refused, and comes back by itself; a process that stops meanwhile does so at once.</summary>
public sealed class When_the_way_to_the_broker_fails(TestBed bed, ITestOutputHelper output)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SoonStopped = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Everything_goes_on_after_each_fault_and_a_stop_during_one_does_not_wait()
    {
        await using var database = await bed.Database.CreateAsync();
        await using var virtualHost = await bed.Broker.CreateVirtualHostAsync();
        await using var destination = await Destination.StartAsync();
        var (link, amqp) = NetworkLink.ToBroker(virtualHost.Url);
        await using var way = link;
        await using var api = await BusQStashProcess.StartApiAsync(new Dictionary<string, string>
        {
            [SettingNames.Postgres] = database.ConnectionString,
            [SettingNames.RabbitMq] = amqp,
            [SettingNames.Token] = "token-of-the-tests",
            [SettingNames.AllowPrivateNetworks] = "true",
        });
        var calls = new QStashCalls(api.Http);
        var hook = destination.AddHook();
        await using var ledger = NpgsqlDataSource.Create(database.ConnectionString);

        var sent = 0;
        foreach (var (fault, isReset) in new (Action, bool)[]
        {
            (() => way.Stall(), true),
            (() => way.Stall(LinkDirection.FromServer), false),
            (() => way.Stall(LinkDirection.ToServer), false),
            (way.Refuse, true),
        })
        {
            await calls.PublishAsync(hook.Url, "before");
            fault();
            if (isReset)
            {
                way.Reset();
            }

            await Health.WaitForBrokerAsync(api, "unreachable");
            await Prompt.AnswerAsync(() => calls.PublishAsync(hook.Url, "meanwhile"));
            way.Heal();
            await Health.WaitForBrokerAsync(api, "ready");
            await calls.PublishAsync(hook.Url, "after");
            await hook.WaitForEndedAsync(sent += 3, Recovery);
            await Eventually.TrueAsync(async () => await OutboxAsync(ledger) == 0, "every event to be published", Recovery);
        }

        way.Stall();
        await Health.WaitForBrokerAsync(api, "unreachable");
        var since = Stopwatch.StartNew();
        Assert.Equal(0, await api.TerminateAsync(SoonStopped));
        output.WriteLine($"the Api stopped within {since.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task<long> OutboxAsync(NpgsqlDataSource ledger)
    {
        await using var command = ledger.CreateCommand("select count(*) from busqstash.outbox");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
