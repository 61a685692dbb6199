using System.Globalization;
using System.Text.Json;
using BusQStash.Benchmarks.Latency;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P6: how late messages with a known due time arrive while a great many others wait for theirs.</summary>
internal sealed class DueLateness(BusQStashSystem system, ArrivalSink sink)
{
    private const string Forever = "7d";

    /// <summary>From publishing to the first due time: enough for all of a run to be accepted before.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private int _numbers;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var waiting = arguments.Number("waiting", 1_000_000);
        var seconds = arguments.Number("seconds", 12);
        var each = arguments.Number("each", 20);
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var sink = await ArrivalSink.StartAsync();
        await using var system = await BusQStashSystem.StartAsync(backends);
        var row = new DueLateness(system, sink);
        var template = await row.PublishForeverAsync();
        await new WaitingMessages(backends.Postgres).CopyAsync(template, waiting);
        await backends.SettleAsync();
        var worker = await system.LaunchWorkerAsync();
        await worker.WaitUntilReadyAsync();
        await row.MeasureAsync(1, each);
        var outcomes = await Alternation.RunAsync(arguments, new Contender("BusQStash on PostgreSQL and RabbitMQ", () => row.MeasureAsync(seconds, each)));
        await report.AddAsync(new Comparison("p6-due", $"lateness of due messages with {waiting:N0} others waiting", outcomes)
        {
            Notes =
            [
                $"{each} messages due at each of {seconds} full seconds of a run, published beforehand; late: the sink's first byte minus the due time.",
                "The others were copied in SQL from a published one, with due times in a week and later.",
            ],
        });
    }

    private async Task<string> PublishForeverAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/publish/{sink.Url}");
        request.Headers.Add("Upstash-Delay", Forever);
        request.Content = new ByteArrayContent(new byte[Sinks.NumberedBody.UsualSize]);
        using var response = await system.Api.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("messageId").GetString()!;
    }

    private async Task<Measurement> MeasureAsync(int seconds, int each)
    {
        var first = (TimeProvider.System.GetUtcNow() + Lead).ToUnixTimeSeconds() + 1;
        var publish = new PublishCall(system.Api.Http, sink.Url);
        var due = Enumerable.Range(0, seconds * each)
            .Select(i => (Number: _numbers++, At: first + (i / each)))
            .ToList();
        await Parallel.ForEachAsync(due, async (message, _) =>
            await publish.SendAsync(message.Number, ("Upstash-Not-Before", message.At.ToString(CultureInfo.InvariantCulture))));
        if (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() >= first)
        {
            throw new InvalidOperationException("Publishing took so long that the first messages were due: lateness would be the publisher's.");
        }

        List<double> late = [];
        foreach (var (number, at) in due)
        {
            var arrival = await sink.ArrivalOfAsync(number, Limit);
            late.Add((arrival.Time - DateTimeOffset.FromUnixTimeSeconds(at)).TotalMilliseconds);
        }

        return late.Min() < 0
            ? throw new InvalidOperationException($"A message came {-late.Min()} ms before its time.")
            : new Measurement([.. Percentiles.Figures(late, "late "), new Figure("latest ms", late.Max())], new Dictionary<string, double>());
    }
}
