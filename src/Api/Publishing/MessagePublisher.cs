using BusQStash.Api.Workflows;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>Publishes requests from any source, one at a time or as a batch, in their order.</summary>
/// <remarks>
/// <para>(1) Prepare the messages; a refused request does not affect the others.</para>
/// <para>(2) Write all of them to the ledger in one call. From here on the messages are durable.</para>
/// <para>(3) Send their commands to the broker.</para>
/// </remarks>
internal sealed class MessagePublisher(
    MessagePreparer preparer,
    DestinationResolvers resolvers,
    IMessageLedger ledger,
    IAcceptedPublisher commands,
    PublishingMetrics metrics,
    WorkflowPublisher workflows)
{
    /// <param name="requests">The requests.</param>
    /// <param name="cancellationToken">Ends the wait for the ledger's answer; the messages handed to the ledger are still written and their commands sent.</param>
    internal async Task<IReadOnlyList<PublishAnswer>> PublishAsync(IReadOnlyList<PublishRequest> requests, CancellationToken cancellationToken) =>
        await PublishAsync(await PrepareAsync(requests, cancellationToken)).WaitAsync(cancellationToken);

    /// <summary>Prepares the messages of requests, in their order; nothing is written.</summary>
    internal async Task<IReadOnlyList<PreparedPublish>> PrepareAsync(IReadOnlyList<PublishRequest> requests, CancellationToken cancellationToken)
    {
        // (1)
        var destinations = resolvers.ForCall();
        var prepared = new List<PreparedPublish>(requests.Count);
        foreach (var request in requests)
        {
            prepared.Add(await preparer.PrepareAsync(request, destinations, cancellationToken));
        }

        return prepared;
    }

    /// <summary>Publishes prepared requests and answers in their order.</summary>
    internal async Task<IReadOnlyList<PublishAnswer>> PublishAsync(IReadOnlyList<PreparedPublish> prepared)
    {
        if (prepared.Any(static one => one.ConcernsRun))
        {
            return await workflows.PublishAsync(prepared);
        }

        // (2) Not canceled when the publisher hangs up: a message in the ledger whose command was never sent would wait for the reconciler. If the process dies here the
        // publisher has no answer, and its repeat is deduplicated if it gave an id.
        using var spans = SendSpans.Begin(prepared.SelectMany(one => one.Messages));
        var messages = spans.Messages;
        IReadOnlyList<AcceptOutcome> outcomes = messages.Count == 0 ? [] : await ledger.AcceptAsync(messages, CancellationToken.None);

        spans.Dispose();

        // (3) If the process dies here the ledger has the messages, and the reconciler sends the commands.
        await commands.PublishAsync(outcomes, CancellationToken.None);
        return Answers(prepared, outcomes);
    }

    private List<PublishAnswer> Answers(IReadOnlyList<PreparedPublish> prepared, IReadOnlyList<AcceptOutcome> outcomes)
    {
        var answers = new List<PublishAnswer>(prepared.Count);
        var at = 0;
        foreach (var one in prepared)
        {
            if (one.Refusal is { } refusal)
            {
                metrics.Rejected();
                answers.Add(new PublishAnswer.Refused(refusal));
                continue;
            }

            List<PublishedMessage> published = [.. outcomes.Skip(at).Take(one.Messages.Count).Select(Published)];
            at += one.Messages.Count;
            answers.Add(one.ToGroup ? new PublishAnswer.Group(published) : new PublishAnswer.Single(published[0]));
        }

        return answers;
    }

    private PublishedMessage Published(AcceptOutcome outcome)
    {
        var spec = outcome.Message.Spec;
        if (outcome.Deduplicated)
        {
            metrics.Deduplicated(spec.QueueName);
            return new PublishedMessage(outcome.MessageId, spec.Url, true);
        }

        metrics.Accepted(spec.QueueName);
        return new PublishedMessage(outcome.MessageId, spec.Url, null);
    }
}
