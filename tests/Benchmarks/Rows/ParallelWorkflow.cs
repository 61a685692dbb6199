using System.Diagnostics;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Workflows;
using BusQStash.Testing.Programs;

namespace BusQStash.Benchmarks.Rows;

/// <summary>Workflow: one run whose steps are all planned together, on two workers. A call for the plan, one for each step, one for each result, also for those that are still to be delivered when the last one has ended the run.</summary>
internal sealed class ParallelWorkflow(WorkflowSystem workflows, IReadOnlyList<BusQStashProcess> workers)
{
    // Compiled and connected before it counts.
    private const int WarmUp = 50;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var steps = arguments.Number("steps", 500);
        await using var workflows = await WorkflowSystem.StartAsync(report);
        BusQStashProcess[] workers = [await workflows.System.LaunchWorkerAsync(), await workflows.System.LaunchWorkerAsync()];
        await Task.WhenAll(workers.Select(worker => worker.WaitUntilReadyAsync()));
        var row = new ParallelWorkflow(workflows, workers);
        await row.MeasureAsync(WarmUp);
        var outcomes = await Alternation.RunAsync(arguments, new Contender($"{steps:N0} parallel steps", () => row.MeasureAsync(steps)));
        await report.AddAsync(new Comparison("workflow-parallel", "parallel steps of one run on two workers", outcomes)
        {
            Notes = ["Seconds: from the endpoint's first call to its last. Anything but two calls for each step and one for the plan ends the benchmark with an error."],
        });
    }

    private async Task<Measurement> MeasureAsync(int steps)
    {
        var expected = WorkflowDelivery.DeliveriesOf(WorkflowKind.Parallel, steps);
        var cpu = new CpuMeter([
            .. workers.Select(worker => ("workers", worker.ProcessId)), ("Api", workflows.System.Api.ProcessId), ("sink", workflows.Endpoint.Id),
        ]);
        var before = cpu.Read();
        await workflows.StartRunsAsync(WorkflowKind.Parallel, steps, 1);
        await workflows.System.Ledger.RunsDoneAsync();
        var used = CpuMeter.PerMessage(before, cpu.Read(), expected);
        await workflows.Endpoint.CheckAsync();
        var figures = await workflows.Endpoint.FiguresAsync();
        if (figures.Requests != expected)
        {
            throw new InvalidOperationException($"{figures.Requests} calls in place of {expected}: something was not called, or twice.");
        }

        return new Measurement(
            [new Figure("seconds", Stopwatch.GetElapsedTime(figures.FirstAt, figures.LastAt).TotalSeconds), new Figure("calls", figures.Requests)], used);
    }
}
