using BusQStash.Benchmarks.Loads;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;
using BusQStash.Benchmarks.Workflows;

namespace BusQStash.Benchmarks.Rows;

/// <summary>Workflow: sequential steps of many runs, beside as many plain messages.</summary>
/// <remarks>A step is what a plain message is, one request and one delivery, and it reads and writes its run.</remarks>
internal sealed class WorkflowSteps(WorkflowSystem workflows, int runs, int steps, int concurrency, int warmUp)
{
    private const string Backlog = "plain messages from a backlog";
    private const string Plain = "plain messages";
    private const string Steps = "steps";

    private readonly int _deliveries = runs * WorkflowDelivery.DeliveriesOf(WorkflowKind.Run, steps);

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        await using var workflows = await WorkflowSystem.StartAsync(report);
        var (runs, steps) = (arguments.Number("workflows", 400), arguments.Number("steps", 50));
        var concurrency = arguments.Number("concurrency", 64);
        var warmUp = Math.Min(arguments.Number("warm-up", 5_000), runs * steps / 4);
        var row = new WorkflowSteps(workflows, runs, steps, concurrency, warmUp);
        var outcomes = await Alternation.RunAsync(
            arguments,
            new Contender(Backlog, () => row.CountedAsync(row.BacklogAsync)),
            new Contender(Plain, () => row.CountedAsync(row.PlainAsync)),
            new Contender(Steps, () => row.CountedAsync(row.StepsAsync), Plain));
        await report.AddAsync(new Comparison("workflow", "sequential steps of many runs, beside plain messages", outcomes)
        {
            Notes =
            [
                $"{row._deliveries:N0} deliveries in each, {concurrency} at once; the first {warmUp:N0} and the last 5 % do not count; a new worker each time.",
                $"{Steps}: {runs:N0} runs of {steps:N0}, all alive at once; the endpoint submits each by a request of its own when the one before has led to its call.",
                $"{Plain}: published by requests of their own on {concurrency} connections, while they are delivered. From a backlog: accepted before.",
                "Commits: transactions of the database that wrote, for each delivery; they are shared by whatever comes together.",
                $"{Steps}: {outcomes[2].Figure(Figure.Rate).Median / outcomes[0].Figure(Figure.Rate).Median:0.00} of {Backlog}.",
            ],
        });
    }

    private async Task<Measurement> CountedAsync(Func<Task<Measurement>> measureAsync)
    {
        var before = await workflows.System.Ledger.CountsAsync();
        var measurement = await measureAsync();
        var commits = (await workflows.System.Ledger.CountsAsync() - before).Writes;
        return measurement with { Figures = [.. measurement.Figures, new Figure("commits", (double)commits / _deliveries)] };
    }

    private Task<Measurement> BacklogAsync() =>
        new Backlogs(workflows.Backends, _deliveries, warmUp).OursAsync(workflows.System, concurrency, _ => new Publication($"{workflows.Backends.Sink.Url}/hook"));

    private async Task<Measurement> PlainAsync()
    {
        var sink = workflows.Backends.Sink;
        var plan = new LoadPlan(workflows.System.Api.Url, $"/v2/publish/{sink.Url}/hook", concurrency, _deliveries, BusQStashSystem.Authorization);
        await sink.ResetAsync(plan.Requests);
        await workflows.Backends.SettleAsync();
        var worker = await workflows.System.LaunchWorkerAsync(concurrency);
        await worker.WaitUntilReadyAsync();
        var cpu = new CpuMeter(("worker", worker.ProcessId), ("Api", workflows.System.Api.ProcessId), ("sink", sink.Id));
        var sending = LoadGenerator.SendAsync(plan);
        var measurement = await new Drain(sink, cpu, plan.Requests, warmUp).MeasureAsync(() => BusQStashSystem.Log(worker));
        if ((await sending).Refused is > 0 and var refused)
        {
            throw new InvalidOperationException($"{refused} requests were not answered with a 2xx.");
        }

        await workflows.System.Ledger.DoneAsync();
        await sink.CheckAsync();
        await workflows.System.StopWorkersAsync();
        return measurement;
    }

    private async Task<Measurement> StepsAsync()
    {
        await workflows.StartRunsAsync(WorkflowKind.Run, steps, runs);
        var worker = await workflows.System.LaunchWorkerAsync(concurrency);
        var cpu = new CpuMeter(("worker", worker.ProcessId), ("Api", workflows.System.Api.ProcessId), ("sink", workflows.Endpoint.Id));
        var measurement = await new Drain(workflows.Endpoint, cpu, _deliveries, warmUp).MeasureAsync(() => BusQStashSystem.Log(worker));
        await workflows.System.Ledger.RunsDoneAsync();

        // Once more: whatever was still on its way has had its chance to come a second time.
        await workflows.Endpoint.CheckAsync();
        await workflows.System.StopWorkersAsync();
        return measurement;
    }
}
