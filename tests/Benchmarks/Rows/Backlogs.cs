using System.Globalization;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;
using BusQStash.Benchmarks.Twins;
using BusQStash.Bus.Serialization;

namespace BusQStash.Benchmarks.Rows;

/// <summary>Runs that first make a backlog while nobody works, and then watch it being delivered.</summary>
internal sealed class Backlogs(Backends backends, int messages, int warmUp)
{
    /// <summary>How long the sink takes for an answer.</summary>
    public TimeSpan SinkDelay { get; init; }

    /// <summary>BusQStash: accepted through its API while no worker runs; over once the ledger has nothing more to do.</summary>
    /// <param name="system">The running Api.</param>
    /// <param name="concurrency">Unordered deliveries at once.</param>
    /// <param name="plan">Destination and lane by number.</param>
    public async Task<Measurement> OursAsync(BusQStashSystem system, int? concurrency, Func<int, Publication> plan)
    {
        await BatchPublisher.PublishAsync(system, messages, plan);
        await ReadyAsync();
        var worker = await system.LaunchWorkerAsync(concurrency);
        var cpu = new CpuMeter(("worker", worker.ProcessId), ("Api", system.Api.ProcessId), ("sink", backends.Sink.Id));
        var measurement = await new Drain(backends.Sink, cpu, messages, warmUp).MeasureAsync(() => BusQStashSystem.Log(worker));
        await system.Ledger.DoneAsync();

        // Once more: whatever was still on its way has had its chance to come a second time.
        await backends.Sink.CheckAsync();
        await system.StopWorkersAsync();
        return measurement;
    }

    /// <summary>The hand-written consumer.</summary>
    /// <param name="concurrency">Posts at once; 1 is a sequential loop.</param>
    /// <param name="prefetch">Messages handed over and not yet acknowledged.</param>
    /// <param name="path">Where in the sink; below <see cref="SinkServer.LanePath"/> the order is watched.</param>
    public async Task<Measurement> RawAsync(int concurrency, int prefetch, string path = "/hook")
    {
        await using var queue = await BrokerQueue.OpenAsync(backends.RabbitMq.Url, "raw-twin");
        await queue.FillAsync(messages, number => NumberedBody.Create(number));
        return await ConsumerAsync(RawConsumer.Role, queue.Name, concurrency, prefetch, path);
    }

    /// <summary>The hand-written consumer as a sequential loop that commits a row to the database before it acknowledges.</summary>
    /// <param name="path">Where in the sink.</param>
    public async Task<Measurement> DurableAsync(string path)
    {
        await using var queue = await BrokerQueue.OpenAsync(backends.RabbitMq.Url, "durable-twin");
        await queue.FillAsync(messages, number => NumberedBody.Create(number));
        return await ConsumerAsync(RawConsumer.Role, queue.Name, 1, 1, path, backends.Postgres.ConnectionString);
    }

    /// <summary>MassTransit without the ledger.</summary>
    /// <param name="concurrency">Posts at once; the prefetch is a worker's.</param>
    public async Task<Measurement> BusAsync(int concurrency)
    {
        await using var queue = await BrokerQueue.OpenAsync(backends.RabbitMq.Url, "bus-twin");
        var url = $"{backends.Sink.Url}/hook";
        await queue.FillAsync(messages, number => BusConsumer.Command(number, url, NumberedBody.Create(number)), FrameSerializer.Instance.ContentType.MediaType);
        return await ConsumerAsync(BusConsumer.Role, queue.Name, concurrency, PrefetchOf(concurrency), "/hook");
    }

    /// <summary>What a worker that delivers so many at once takes from the broker.</summary>
    public static int PrefetchOf(int concurrency) => concurrency + Math.Min(3 * concurrency, 192);

    private async Task<Measurement> ConsumerAsync(string role, string queue, int concurrency, int prefetch, string path, params string[] more)
    {
        await ReadyAsync();
        await using var consumer = RoleProcess.Start([role, backends.RabbitMq.Url, queue, Text(concurrency), Text(prefetch), backends.Sink.Url + path, .. more]);
        var cpu = new CpuMeter(("consumer", consumer.Id), ("sink", backends.Sink.Id));
        return await new Drain(backends.Sink, cpu, messages, warmUp).MeasureAsync(() => consumer.Log);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task ReadyAsync()
    {
        await backends.Sink.ResetAsync(messages, SinkDelay);
        await backends.SettleAsync();
    }
}
