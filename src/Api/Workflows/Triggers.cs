using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Starts runs for callers without an SDK: all runs of a request, or none.</summary>
internal sealed class Triggers(
    MessagePreparer preparer,
    SubmissionReader reader,
    DestinationResolvers resolvers,
    IWorkflowRuns runs,
    IRunLog log,
    RunEffectsPublisher effects,
    MessageIds ids)
{
    internal async Task<(IReadOnlyList<TriggeredRun> Runs, Refusal? Refusal)> StartAsync(IReadOnlyList<PublishRequest> requests, CancellationToken cancellationToken)
    {
        var destinations = resolvers.ForCall();
        var refusals = new Refusals();
        var submissions = new List<RunSubmission.Trigger>();
        foreach (var request in requests)
        {
            var isKnown = IsTrue(request, WorkflowHeader.UnknownSdk);
            var prepared = await preparer.PrepareAsync(WithOurs(request, isKnown), destinations, cancellationToken);
            if (prepared.Refusal is { } refusal)
            {
                return ([], refusal);
            }

            if (prepared.ToGroup)
            {
                refusals.Malformed(WorkflowPublisher.GroupText);
            }

            var workflow = prepared.Workflow! with { IsInit = true, IsBySdk = false, IsInvocation = false, IsCall = false, NeedsHandshake = !isKnown };
            submissions.AddRange(prepared.Messages.Select(message => reader.Read(message, workflow, refusals)).OfType<RunSubmission.Trigger>());
        }

        var wrong = refusals.First ?? await reader.RefuseAsync(requests.Count > 0 ? requests[0] : null, submissions);
        return wrong is null ? await SubmitAsync(submissions) : ([], wrong);
    }

    private async Task<(IReadOnlyList<TriggeredRun> Runs, Refusal? Refusal)> SubmitAsync(List<RunSubmission.Trigger> submissions)
    {
        var accepted = (SubmitResult.Accepted)await runs.SubmitAsync(submissions, CancellationToken.None);
        await effects.PublishAsync(accepted.Effects);
        var triggered = new List<TriggeredRun>(submissions.Count);
        foreach (var (submission, one) in submissions.Zip(accepted.Messages))
        {
            triggered.Add(one.Message.Spec.Workflow is { } tie && !one.Deduplicated
                ? new TriggeredRun(submission.RunId, tie.CreatedAt)
                : new TriggeredRun(submission.RunId, await CreatedAtAsync(submission.RunId), true));
        }

        return (triggered, null);
    }

    private async Task<long> CreatedAtAsync(string runId) =>
        (await log.ListAsync(new RunQuery { RunIds = [runId], Count = 1 }, CancellationToken.None)) is [var run] ? run.CreatedAt : 0;

    /// <summary>Adds a run id if the request has none, and the headers an SDK would send if the endpoint is known to have one.</summary>
    private PublishRequest WithOurs(PublishRequest request, bool isKnown)
    {
        List<HeaderLine> headers = [.. request.Headers.Where(header => !header.Name.Equals(WorkflowHeader.CallType, StringComparison.OrdinalIgnoreCase))];
        if (!WorkflowRequest.Concerns([.. headers, .. request.Query]))
        {
            headers.Add(new HeaderLine(WorkflowHeader.RunId, ids.Next("wfr_")));
        }

        if (isKnown)
        {
            headers.Add(new HeaderLine(PublishHeader.Prefix + PublishHeader.FeatureSet, WorkflowHeader.CurrentFeatures));
            headers.Add(new HeaderLine(PublishHeader.Prefix + PublishHeader.Forward + RunHeaders.SdkVersion, "1"));
        }

        return request with { Headers = headers, QueueName = null };
    }

    private static bool IsTrue(PublishRequest request, string name) =>
        request.Headers.Concat(request.Query).Any(header =>
            header.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && header.Value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase));
}
