using System.Globalization;
using System.Text;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Processes;
using MassTransit;

namespace BusQStash.Benchmarks.Peers.PlainBus;

/// <summary>A MassTransit consumer as anybody would write it first.</summary>
internal sealed class PlainBusPeer(PrivateBroker broker) : IPeer
{
    private const int FillersAtOnce = 256;
    private int _filling;

    public string Name => "MassTransit consumer";

    public string Setup =>
        "MassTransit 8.5 with its JSON envelope on RabbitMQ, durable classic queue and persistent, confirmed messages (its defaults), "
        + "prefetch twice the concurrency; no ledger, so no log, no retry plan, no dead letter list";

    public IReadOnlyList<(string Name, int Id)> Servers => [];

    public IReadOnlyList<string> Uses => [IPeer.RabbitMq];

    private string Queue => string.Create(CultureInfo.InvariantCulture, $"peer-plain-bus-{_filling}");

    public async Task FillAsync(int jobs, string destination)
    {
        _filling++;
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(host => host.Host(new Uri(broker.Url)));
        await bus.StartAsync();
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{Queue}"));
            await Filling.RunAsync(
                jobs, FillersAtOnce, number => endpoint.Send(new PlainJob(destination, Encoding.ASCII.GetString(NumberedBody.Create(number)))));
        }
        finally
        {
            await bus.StopAsync();
        }
    }

    public ChildProcess StartWorker(int concurrency) =>
        PeerRole.Start(PlainBusWorker.Role, broker.Url, Queue, concurrency.ToString(CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
