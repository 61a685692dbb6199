using System.Diagnostics;
using BusQStash.Benchmarks.Latency;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;
using BusQStash.Benchmarks.Workflows;

namespace BusQStash.Benchmarks.Rows;

/// <summary>Workflow when nothing else goes on: from a step's submission to the endpoint's next call, beside a plain message's way from the client's POST to the sink.</summary>
/// <remarks>
/// Steps and messages take turns one by one, so that what disturbs the machine disturbs both alike. The endpoint is in this process, and holds each call until it is
/// the step's turn, as if its step took that long.
/// </remarks>
internal sealed class WorkflowIdle(WorkflowSystem workflows, ArrivalSink sink, StepGate gate, string endpoint, int steps)
{
    private const string Plain = "plain message";
    private const string Step = "step";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Between two: what the one before leaves to be written is written.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private int _messages;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var steps = arguments.Number("steps", 50);
        var repeats = arguments.Number("workflows", 4);
        await using var workflows = await WorkflowSystem.StartAsync(report);
        await using var sink = await ArrivalSink.StartAsync();
        using var calls = new WorkflowCalls(workflows.System.Api.Url, BusQStashSystem.Authorization);
        using var gate = new StepGate();
        await using var app = EndpointServer.Create(0, new WorkflowEndpoint(calls, gate.HoldAsync).ServeAsync);
        await app.StartAsync();
        var worker = await workflows.System.LaunchWorkerAsync();
        await worker.WaitUntilReadyAsync();
        var row = new WorkflowIdle(workflows, sink, gate, app.Urls.First(), steps);

        // Connected and compiled before it counts.
        await row.RoundAsync(repeats);
        await report.AddAsync(new Comparison("workflow-idle", "idle time from a step's submission to the endpoint's next call", await row.OutcomesAsync(arguments, repeats))
        {
            Notes =
            [
                $"{repeats * steps:N0} of each in a run, one at a time, {Pause.TotalMilliseconds} ms between two; the steps are those of {repeats} runs, one after the other.",
            ],
        });
    }

    private async Task<IReadOnlyList<Outcome>> OutcomesAsync(Arguments arguments, int repeats)
    {
        var (plain, step) = (new List<Measurement>(), new List<Measurement>());
        for (var run = 0; run < arguments.Number("runs", Alternation.UsualRuns); run++)
        {
            var times = await RoundAsync(repeats);
            plain.Add(Measured(times.Plain));
            step.Add(Measured(times.Step));
        }

        return [new Outcome(Plain, null, plain), new Outcome(Step, Plain, step)];
    }

    private static Measurement Measured(List<double> times) => new([.. Percentiles.Figures(times)], new Dictionary<string, double>());

    private async Task<(List<double> Plain, List<double> Step)> RoundAsync(int repeats)
    {
        var (plain, step) = (new List<double>(), new List<double>());
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            await workflows.TriggerAsync(endpoint, WorkflowSystem.PathOf(WorkflowKind.Run, steps), 1);
            await gate.ArrivedAsync(Limit);
            for (var i = 0; i < steps; i++)
            {
                step.Add(Stopwatch.GetElapsedTime(gate.Open(), await gate.ArrivedAsync(Limit)).TotalMilliseconds);
                await Task.Delay(Pause);
                plain.Add(await PlainAsync());
                await Task.Delay(Pause);
            }

            gate.Open();
            await workflows.System.Ledger.RunsDoneAsync();
        }

        return (plain, step);
    }

    private async Task<double> PlainAsync()
    {
        var number = _messages++;
        var started = Stopwatch.GetTimestamp();
        var sending = new PublishCall(workflows.System.Api.Http, sink.Url).SendAsync(number);
        var arrival = await sink.ArrivalOfAsync(number, Limit);
        await sending;
        return Stopwatch.GetElapsedTime(started, arrival.Timestamp).TotalMilliseconds;
    }
}
