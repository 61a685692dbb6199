using System.Security.Cryptography;
using System.Text;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;
using BusQStash.Bus.Naming;
using Npgsql;

namespace BusQStash.Benchmarks.Rows;

/// <summary>
/// A step past one ledger: queues spread by the hash of their names over two, each with its own database, virtual host, Api and worker. On one machine this
/// is not faster; it shows that the two have nothing in common, and that order needs no more than that a queue is always in the same one.
/// </summary>
internal sealed class TwoLedgers(Backends backends, BusQStashSystem first, BusQStashSystem second, int lanes, int messages)
{
    private const string Second = "second";
    private const int Concurrency = 64;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await backends.RabbitMq.Management.CreateVirtualHostAsync(Second);
        await using var first = await BusQStashSystem.StartAsync(backends);
        await using var second = await BusQStashSystem.StartAsync(await CreateDatabaseAsync(backends), SecondHost(backends));
        var row = new TwoLedgers(backends, first, second, arguments.Number("lanes", 200), arguments.Number("messages", 20_000));
        const string One = "one ledger";
        await report.AddAsync(new Comparison(
            "ledgers",
            "queues on one ledger and on two",
            await Alternation.RunAsync(arguments, new Contender(One, row.OneAsync), new Contender("two ledgers", row.TwoAsync, One)))
        {
            Notes =
            [
                $"{row.Messages:N0} messages of 1 KiB in {row.Lanes:N0} queues; both ledgers, brokers' virtual hosts and workers are on the same machine.",
                "The destination has checked the order of each queue; each ledger and each virtual host was found to hold its own queues and messages and no other.",
            ],
        });
    }

    private int Lanes => lanes;

    private int Messages => messages;

    private async Task<Measurement> OneAsync()
    {
        await BatchPublisher.PublishAsync(first, messages, Plan);
        return await DrainAsync(first);
    }

    private async Task<Measurement> TwoAsync()
    {
        var before = (First: await first.Ledger.MessagesAsync(), Second: await second.Ledger.MessagesAsync());
        var shares = Enumerable.Range(0, messages).ToLookup(number => IsSecond(LaneOf(number)));
        await BatchPublisher.PublishAsync(first, [.. shares[false]], Plan);
        await BatchPublisher.PublishAsync(second, [.. shares[true]], Plan);
        var measurement = await DrainAsync(first, second);
        Check("messages of the first ledger", await first.Ledger.MessagesAsync() - before.First, shares[false].Count());
        Check("messages of the second ledger", await second.Ledger.MessagesAsync() - before.Second, shares[true].Count());
        var strangers = (await backends.RabbitMq.Management.QueuesAsync(Second))
            .Select(queue => queue.GetProperty("name").GetString()!)
            .Intersect(Enumerable.Range(0, lanes).Where(lane => !IsSecond(lane)).Select(lane => BrokerNames.Lane(Name(lane))));
        Check("broker queues of the first ledger in the second's virtual host", strangers.Count(), 0);
        return measurement;
    }

    private async Task<Measurement> DrainAsync(params BusQStashSystem[] systems)
    {
        await backends.Sink.ResetAsync(messages);
        await backends.SettleAsync();
        List<(string, int)> processes = [("sink", backends.Sink.Id)];
        List<Func<string>> logs = [];
        foreach (var system in systems)
        {
            var worker = await system.LaunchWorkerAsync(Concurrency);
            processes.AddRange([("worker", worker.ProcessId), ("Api", system.Api.ProcessId)]);
            logs.Add(() => BusQStashSystem.Log(worker));
        }

        var drain = new Drain(backends.Sink, new CpuMeter([.. processes]), messages, messages / 4);
        var measurement = await drain.MeasureAsync(() => string.Join('\n', logs.Select(log => log())));
        foreach (var system in systems)
        {
            await system.Ledger.DoneAsync();
            await system.StopWorkersAsync();
        }

        await backends.Sink.CheckAsync();
        return measurement;
    }

    private Publication Plan(int number)
    {
        var lane = LaneOf(number);
        return new Publication($"{backends.Sink.Url}{SinkServer.LanePath}{Name(lane)}", Name(lane));
    }

    private int LaneOf(int number) => number % lanes;

    private static string Name(int lane) => $"lane-{lane}";

    /// <summary>What a router before two ledgers would do.</summary>
    private static bool IsSecond(int lane) => SHA256.HashData(Encoding.UTF8.GetBytes(Name(lane)))[0] % 2 == 1;

    private static string SecondHost(Backends backends) => new UriBuilder(backends.RabbitMq.Url) { Path = Second }.Uri.ToString();

    private static async Task<string> CreateDatabaseAsync(Backends backends)
    {
        await using var source = NpgsqlDataSource.Create(backends.Postgres.ConnectionString);
        await using var command = source.CreateCommand($"create database {Second}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(backends.Postgres.ConnectionString) { Database = Second }.ConnectionString;
    }

    private static void Check(string what, long found, long expected)
    {
        if (found != expected)
        {
            throw new InvalidOperationException($"{what}: {found} in place of {expected}.");
        }
    }
}
