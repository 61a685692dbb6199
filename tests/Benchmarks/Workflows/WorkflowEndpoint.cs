using Microsoft.AspNetCore.Http;

namespace BusQStash.Benchmarks.Workflows;

/// <summary>An endpoint that speaks the SDK's protocol without a function: the length of the list says which step is next, and every step is done at once.</summary>
/// <param name="calls">What it asks of the server.</param>
/// <param name="seen">Told of each delivery before anything follows from it.</param>
internal sealed class WorkflowEndpoint(WorkflowCalls calls, Func<WorkflowDelivery, Task> seen)
{
    /// <summary>Where calls go: answered at once, and no part of a workflow.</summary>
    public const string StrangerPath = "/stranger";

    public async Task ServeAsync(HttpContext context)
    {
        if (context.Request.Path == StrangerPath)
        {
            return;
        }

        var delivery = await WorkflowDelivery.ReadAsync(context.Request);
        if (delivery.Entries > 0)
        {
            await seen(delivery);
        }

        // As the SDK does: first what follows, then the answer.
        await GoOnAsync(new WorkflowAddress($"http://{context.Request.Host}", delivery.Path, delivery.RunId), delivery);
        context.Response.Headers["Upstash-Workflow-Sdk-Version"] = "1";
    }

    private Task GoOnAsync(WorkflowAddress at, WorkflowDelivery delivery) => delivery switch
    {
        { CalledStep: > 0 and var step } => calls.AnsweredAsync(at, step),
        { Entries: 0 } => throw new InvalidOperationException("A delivery without a list: it was too large, and this endpoint fetches none."),
        { Kind: WorkflowKind.Parallel } => GoOnBesideOthersAsync(at, delivery),
        { Entries: var step, Steps: var steps } when step > steps => calls.EndAsync(at),
        { Kind: WorkflowKind.Run } => calls.RunAsync(at, [new WorkflowStep(delivery.Entries, 0)], concurrent: 1),
        { Kind: WorkflowKind.Sleep } => calls.SleepAsync(at, delivery.Entries),
        { Kind: WorkflowKind.Call } => calls.CallAsync(at, delivery.Entries),
        { Kind: WorkflowKind.Wait } => calls.WaitAndNotifyAsync(at, delivery.Entries),
        { Kind: WorkflowKind.Invoke } => calls.InvokeAsync(at, delivery.Entries),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The first call plans all steps, each plan's makes its result, and of the results' the one with all others before it goes on.</summary>
    private Task GoOnBesideOthersAsync(WorkflowAddress at, WorkflowDelivery delivery) => delivery switch
    {
        { Entries: 1, Steps: var steps } => calls.RunAsync(at, [.. Enumerable.Range(1, steps).Select(step => new WorkflowStep(0, step))], steps),
        { Last: { Id: 0, Planned: var step }, Steps: var steps } => calls.RunAsync(at, [new WorkflowStep(step, 0)], steps),
        { Entries: var entries, Steps: var steps } => entries > 2 * steps ? calls.EndAsync(at) : Task.CompletedTask,
    };
}
