using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>What tracing costs: the work of P10 without a collector, with one message in a hundred sampled, and with all of them.</summary>
internal sealed class TracingCost(SinkProcess sink, CollectorProcess collector, int messages, int connections)
{
    private const string Off = "no collector";

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        await report.HeadAsync();
        await using var sink = await SinkProcess.StartAsync();
        await using var collector = await CollectorProcess.StartAsync();
        var row = new TracingCost(sink, collector, arguments.Number("messages", 20_000), arguments.Number("connections", 64));
        var outcomes = await Alternation.RunAsync(
            arguments,
            new Contender(Off, () => row.MeasureAsync()),
            new Contender("1 % sampled", () => row.MeasureAsync(row.Sampled("0.01")), Off),
            new Contender("all sampled", () => row.MeasureAsync(row.Sampled("1")), Off));
        await report.AddAsync(new Comparison("tracing", "the embedded default with and without traces", outcomes)
        {
            Notes =
            [
                $"{row.Messages:N0} messages of 1 KiB a run on {row.Connections} connections, in a process of its own each, after an uncounted run of the same size.",
                "OTLP over HTTP to a collector that reads and counts; sampler parentbased_traceidratio. A run fails unless spans came where they should, and none where they should not.",
            ],
        });
    }

    private int Messages => messages;

    private int Connections => connections;

    private (string Name, string Value)[] Sampled(string share) =>
    [
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", $"{collector.Url}/v1/traces"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", share),
    ];

    private async Task<Measurement> MeasureAsync(params (string Name, string Value)[] tracing)
    {
        var before = await collector.BytesAsync();
        Measurement measurement;
        await using (var api = EmbeddedSystem.Create(tracing))
        {
            await api.StartAsync();
            var work = new EmbeddedThroughput(api, sink, messages);
            await work.MeasureAsync(connections);
            measurement = await work.MeasureAsync(connections);

            // What is still to be exported goes out at the end.
            await api.TerminateAsync();
        }

        var bytes = await collector.BytesAsync() - before;
        return bytes > 0 == tracing.Length > 0
            ? measurement
            : throw new InvalidOperationException($"{bytes} bytes of spans came with {tracing.Length} settings of tracing.");
    }
}
