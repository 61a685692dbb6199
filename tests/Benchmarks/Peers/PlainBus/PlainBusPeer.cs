using System.Globalization;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Processes;
using MassTransit;

namespace BusQStash.Benchmarks.Peers.PlainBus;

/// <summary>A MassTransit consumer as anybody would write it first.</summary>
internal sealed class PlainBusPeer(PrivateBroker broker) : IPeer
{
    private const string Queue = "peer-plain-bus";
    private const int FillersAtOnce = 256;

    public string Name => "MassTransit consumer";

    public string Setup =>
        "MassTransit 8.5 with its JSON envelope on RabbitMQ, durable classic queue and persistent, confirmed messages (its defaults), "
        + "prefetch twice the concurrency; no ledger: a crash repeats what was in flight, and there is no log, retry plan or dead letter list";

    public IReadOnlyDictionary<string, int> Servers { get; } = new Dictionary<string, int>();

    public async Task FillAsync(int jobs, string destination)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(host => host.Host(new Uri(broker.Url)));
        await bus.StartAsync();
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{Queue}"));
            await Fill.AllAsync(jobs, FillersAtOnce, number => endpoint.Send(new PlainJob(destination, NumberedBody.Text(number))));
        }
        finally
        {
            await bus.StopAsync();
        }
    }

    public ChildProcess StartWorker(int concurrency) => OwnRole.Start(
        PlainBusWorker.Role,
        "--rabbit", broker.Url, "--queue", Queue, "--concurrency", concurrency.ToString(CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => broker.DisposeAsync();
}
