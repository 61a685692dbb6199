using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Store.Tests.Workflows;

/// <summary>Starts runs, appends steps to them and reads them back, for the contracts of workflow runs.</summary>
public abstract class WorkflowContract(IStoreHarness harness) : StoreContract(harness)
{
    protected const string Url = "https://app.example.com/wf";

    protected IWorkflowRuns Runs => Get<IWorkflowRuns>();

    protected IWaiters Waiters => Get<IWaiters>();

    protected async Task<long> StartAsync(string runId) =>
        (await AppendAsync(new RunSubmission.Trigger(Message($"msg_0_{runId}", Spec()), runId, TriggerMode.Sdk)))[0].Message.Spec.Workflow!.RunKey;

    protected async Task<IReadOnlyList<AcceptOutcome>> AppendAsync(params RunSubmission[] submissions) =>
        Assert.IsType<SubmitResult.Accepted>(await Runs.SubmitAsync(submissions, None)).Messages;

    protected Task<WaitOutcome> WaitAsync(string runId, int stepId, string eventId) => Waiters.WaitAsync(
        new WaitRequest
        {
            RunId = runId,
            EventId = eventId,
            Facts = new StepFacts(stepId, 0, "wait", "Wait", 1),
            Step = Encoding.UTF8.GetBytes($$"""{"stepId":{{stepId}},"stepType":"Wait","stepName":"wait","concurrent":1}"""),
            Timeout = "1h",
            Deadline = Noon.AddHours(1),
            Resume = Own(),
            TimeoutResume = Own(),
            View = new WaiterView(Url, "{}"u8.ToArray(), Url, "{}"u8.ToArray(), null),
            Now = Noon,
        },
        None);

    protected async Task<int> NotifyAsync(string eventId) => (await Waiters.NotifyAsync(eventId, "yes"u8.ToArray(), null, Noon, None)).Waiters.Count;

    protected async Task<string[]> IdsAsync(string runId) => [.. (await Runs.ListAsync(runId, None))!.Select(entry => entry.MessageId)];

    protected static RunSubmission.Step Step(string runId, string id, int stepId, string result, int concurrent = 1) =>
        new(Message(id, Own()) with { Body = Encoding.UTF8.GetBytes(result) }, runId, StepKind.Entry, new StepFacts(stepId, 0, "step", "Run", concurrent), OwnsRetries: false);

    protected static RunSubmission.Step Plan(string runId, string id, int target, int concurrent) =>
        new(Message(id, Own()), runId, StepKind.Entry, new StepFacts(0, target, "step", "Run", concurrent), OwnsRetries: false);

    protected static MessageSpec Own() => new() { Url = Url };

    protected static MessageSpec Spec() => new()
    {
        Url = Url,
        MaxRetries = 7,
        RetryDelayExpression = "500",
        Headers = [new HeaderLine("X-Mine", "kept")],
        Labels = ["red"],
        FailureCallback = new CallbackSpec { Url = "https://app.example.com/failed" },
        Options = [new HeaderLine("Feature-Set", "LazyFetch,InitialBody,WF_DetectTrigger,WF_TriggerOnConfig")],
    };
}
