using System.Diagnostics;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Memory;
using BusQStash.Benchmarks.Systems;
using BusQStash.Benchmarks.Workflows;
using BusQStash.Testing.Programs;

namespace BusQStash.Benchmarks.Rows;

/// <summary>Workflow: one run of very many steps, and what it leaves in the memory of Api and worker.</summary>
internal sealed class LongWorkflow(WorkflowSystem workflows, BusQStashProcess worker, int steps)
{
    // Compiled and connected before it counts.
    private const int WarmUp = 100;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var steps = arguments.Number("steps", 1_000);
        await using var workflows = await WorkflowSystem.StartAsync(report);
        var worker = await workflows.System.LaunchWorkerAsync();
        await worker.WaitUntilReadyAsync();
        await new LongWorkflow(workflows, worker, WarmUp).RunOnceAsync();
        var row = new LongWorkflow(workflows, worker, steps);
        var outcomes = await Alternation.RunAsync(arguments, new Contender($"{steps:N0} steps", row.MeasureAsync));
        await report.AddAsync(new Comparison("workflow-long", "one run of many steps, an endpoint that answers at once", outcomes)
        {
            Notes =
            [
                "Seconds: from the endpoint's first call to its last. Memory: after full collections, before the run and after it.",
                $"Every delivery carries the whole list: {(long)steps * (steps + 1) / 2:N0} entries in all.",
            ],
        });
    }

    private async Task<Measurement> MeasureAsync()
    {
        var (workerBefore, apiBefore) = (await ProcessMemory.SettledAsync(worker), await ProcessMemory.SettledAsync(workflows.System.Api));
        var cpu = new CpuMeter(("worker", worker.ProcessId), ("Api", workflows.System.Api.ProcessId), ("sink", workflows.Endpoint.Id));
        var before = cpu.Read();
        var seconds = await RunOnceAsync();
        var used = CpuMeter.PerMessage(before, cpu.Read(), steps);
        var (workerAfter, apiAfter) = (await ProcessMemory.SettledAsync(worker), await ProcessMemory.SettledAsync(workflows.System.Api));
        return new Measurement(
            [
                new Figure("seconds", seconds),
                .. Figures("worker", workerBefore, workerAfter),
                .. Figures("Api", apiBefore, apiAfter),
            ],
            used);
    }

    private static Figure[] Figures(string process, ProcessMemory before, ProcessMemory after) =>
    [
        new($"{process} heap MB before", before.Heap / 1e6), new($"{process} heap MB after", after.Heap / 1e6),
        new($"{process} resident MB before", before.Resident / 1e6), new($"{process} resident MB after", after.Resident / 1e6),
    ];

    private async Task<double> RunOnceAsync()
    {
        await workflows.StartRunsAsync(WorkflowKind.Run, steps, 1);
        await Arrivals.AllAsync(workflows.Endpoint, steps + 1, () => BusQStashSystem.Log(worker));
        await workflows.System.Ledger.RunsDoneAsync();
        await workflows.Endpoint.CheckAsync();
        var figures = await workflows.Endpoint.FiguresAsync();
        return Stopwatch.GetElapsedTime(figures.FirstAt, figures.LastAt).TotalSeconds;
    }
}
