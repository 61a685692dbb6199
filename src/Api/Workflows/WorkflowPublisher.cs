using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Publishes requests that concern workflow runs, all or none, because the SDK reads the status of the whole call.</summary>
/// <remarks>
/// <para>(1) Make submissions; one refusal refuses all of them.</para>
/// <para>(2) Write them to the ledger. If the process dies here, the endpoint has no answer, is called again, and submits the same steps.</para>
/// <para>(3) Send the commands and the events of started runs. If the process dies here, the ledger has both, and the reconciler sends them.</para>
/// </remarks>
internal sealed class WorkflowPublisher(SubmissionReader reader, IWorkflowRuns runs, RunEffectsPublisher effects, PublishingMetrics metrics)
{
    internal const string EndedText = "failed to publish to url: can not append to a a cancelled workflow";

    internal const string GroupText = "a workflow is one endpoint: it cannot be a URL group";

    internal async Task<IReadOnlyList<PublishAnswer>> PublishAsync(IReadOnlyList<PreparedPublish> prepared)
    {
        // (1)
        var (submissions, refusal) = Read(prepared);
        refusal ??= await reader.RefuseAsync(prepared.Select(one => one.BoundTo).FirstOrDefault(bound => bound is not null), submissions);
        if (refusal is not null)
        {
            return RefuseAll(prepared, refusal);
        }

        // (2) Not canceled when the publisher hangs up.
        switch (await runs.SubmitAsync(submissions, CancellationToken.None))
        {
            case SubmitResult.Ended:
                return RefuseAll(prepared, new Refusal(StatusCodes.Status400BadRequest, EndedText));
            case SubmitResult.OverLimit over:
                return RefuseAll(prepared, new Refusal(StatusCodes.Status412PreconditionFailed, over.Text));
            case SubmitResult.Accepted accepted:
                // (3)
                await effects.PublishAsync(accepted.Effects);
                return Answers(prepared, accepted.Messages);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private (List<RunSubmission> Submissions, Refusal? Refusal) Read(IReadOnlyList<PreparedPublish> prepared)
    {
        var refusals = new Refusals();
        List<RunSubmission> submissions = [];
        foreach (var one in prepared)
        {
            if (one is { ConcernsRun: true, Refusal: { } refusal })
            {
                return ([], refusal);
            }

            if (one is { Workflow: not null, ToGroup: true })
            {
                refusals.Malformed(GroupText);
            }

            submissions.AddRange(one.Messages.Select(message => reader.Read(message, one.Workflow, refusals)).OfType<RunSubmission>());
        }

        return (submissions, refusals.First);
    }

    private List<PublishAnswer> RefuseAll(IReadOnlyList<PreparedPublish> prepared, Refusal refusal)
    {
        metrics.Rejected();
        return [.. prepared.Select(_ => new PublishAnswer.RefusedTogether(refusal))];
    }

    private List<PublishAnswer> Answers(IReadOnlyList<PreparedPublish> prepared, IReadOnlyList<AcceptOutcome> outcomes)
    {
        var next = new Queue<AcceptOutcome>(outcomes);
        var answers = new List<PublishAnswer>(prepared.Count);
        foreach (var one in prepared)
        {
            if (one.Refusal is { } refusal)
            {
                metrics.Rejected();
                answers.Add(new PublishAnswer.Refused(refusal));
                continue;
            }

            List<PublishedMessage> published = [.. one.Messages.Select(_ => Published(next.Dequeue()))];
            answers.Add(one.ToGroup
                ? new PublishAnswer.Group(published)
                : new PublishAnswer.Single(published[0]) { IsStep = one.Workflow is not null });
        }

        return answers;
    }

    private PublishedMessage Published(AcceptOutcome outcome)
    {
        if (outcome.Deduplicated)
        {
            metrics.Deduplicated(queueName: null);
            return new PublishedMessage(outcome.MessageId, outcome.Message.Spec.Url, true);
        }

        metrics.Accepted(queueName: null);
        return new PublishedMessage(outcome.MessageId, outcome.Message.Spec.Url, null);
    }
}
