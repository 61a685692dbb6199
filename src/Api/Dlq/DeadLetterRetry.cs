using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Dlq;
using BusQStash.Store.Messages;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dlq;

/// <summary>Retries dead letters: publishes each again as a new message (wire contract 14.3).</summary>
/// <remarks>
/// <para>(1) Prepare a message from the original's options and the request's. Nothing is written: a refusal keeps the entry.</para>
/// <para>(2) Publish it. Its id is derived from the dead letter's, so two concurrent calls, or a repeat after a crash, make one message between them.</para>
/// <para>(3) Remove the entry. If the process dies before this, the entry stays; its next retry finds the message already published and removes the entry then.</para>
/// </remarks>
internal sealed class DeadLetterRetry(
    MessageSpecReader specs,
    DestinationRules rules,
    MessagePublisher publisher,
    IDeadLetterRemoval removal,
    TimeProvider time,
    IOptions<PublishingOptions> options)
{
    /// <summary>Retries entries; the answers are in their order.</summary>
    /// <param name="letters">The dead letters.</param>
    /// <param name="overrides">Publish headers that override the original's; lowest layer first.</param>
    /// <param name="cancellationToken">Cancels at most the removal.</param>
    internal async Task<IReadOnlyList<PublishAnswer>> RetryAsync(
        IReadOnlyList<DeadLetter> letters, IReadOnlyList<IReadOnlyList<HeaderLine>> overrides, CancellationToken cancellationToken)
    {
        var answers = await PublishAsync(letters, overrides); // (1) and (2)
        var done = letters.Where((letter, i) => IsDone(letter, answers[i]));
        await removal.RemoveAsync([.. done.Select(letter => letter.DlqId)], cancellationToken); // (3)
        return answers;
    }

    /// <summary>Retries without the removal, for callers that remove the entries in a transaction of their own.</summary>
    internal Task<IReadOnlyList<PublishAnswer>> PublishAsync(IReadOnlyList<DeadLetter> letters, IReadOnlyList<IReadOnlyList<HeaderLine>> overrides)
    {
        PreparedPublish[] prepared = [.. letters.Select(letter => Prepare(letter, overrides))]; // (1)
        return publisher.PublishAsync(prepared); // (2)
    }

    /// <summary>
    /// Whether the entry's message was published. An answer with another message's id means that the request's deduplication id is taken: nothing was published, and the entry
    /// stays.
    /// </summary>
    internal static bool IsDone(DeadLetter letter, PublishAnswer answer) =>
        answer is PublishAnswer.Single single && single.Message.MessageId == IdOf(letter);

    /// <summary>Checks the request's own headers, independently of any entry.</summary>
    internal Refusal? Check(IReadOnlyList<IReadOnlyList<HeaderLine>> overrides)
    {
        var refusals = new Refusals();
        Read(overrides, refusals);
        return refusals.First;
    }

    private static string IdOf(DeadLetter letter) => MessageIds.Derived(letter.DlqId, letter.Message.Id);

    private PreparedPublish Prepare(DeadLetter letter, IReadOnlyList<IReadOnlyList<HeaderLine>> overrides)
    {
        // The original's delay is over: the message is sent at once unless the request says otherwise.
        var original = letter.Message.Spec with { NotBefore = null };
        var refusals = new Refusals();
        var (read, deduplication) = Read([SpecHeaders.Of(original), .. overrides], refusals);
        var spec = read with
        {
            Url = original.Url,
            QueueName = original.QueueName,
            TopicName = original.TopicName,
            EndpointName = original.EndpointName,
            Api = original.Api,
            ScheduleId = original.ScheduleId,
            CallerIp = original.CallerIp,
            SourceMessageId = original.SourceMessageId,
            Redaction = Redaction(original.Redaction, read.Redaction),
        };

        // The rules may have changed since the message was published; a configured upstream is always allowed.
        if (spec.Api is null && rules.Read(spec.Url, out _) is { } wrong)
        {
            refusals.Malformed($"invalid destination url: {wrong}");
        }

        return refusals.First is { } refusal
            ? PreparedPublish.Refused(refusal with { Text = $"dead letter {letter.DlqId}: {refusal.Text}" })
            : new PreparedPublish(null, [Message(letter, spec, deduplication)], false);
    }

    private (MessageSpec Spec, Deduplication Deduplication) Read(IReadOnlyList<IReadOnlyList<HeaderLine>> layers, Refusals refusals)
    {
        var headers = new HeaderLayers([.. layers]);
        if (headers.One(PublishHeader.Cron) is not null)
        {
            refusals.Malformed($"{PublishHeader.Cron} makes no sense here: a dead letter is delivered again once");
        }

        return (specs.Read(headers, [], time.GetUtcNow(), refusals), Deduplication.Read(headers, options.Value, refusals));
    }

    private NewMessage Message(DeadLetter letter, MessageSpec spec, Deduplication deduplication) => new()
    {
        Id = IdOf(letter),
        IdIsDerived = true,
        Spec = spec,
        Body = letter.Message.Body,
        CreatedAt = time.GetUtcNow(),
        DeduplicationKey = deduplication.KeyFor(spec, letter.Message.Body.Span, spec.TopicName is null ? null : spec.Url),
        DeduplicationWindow = deduplication.Window,
        DeduplicationFreedBy = options.Value.DeduplicationFreedBy,
    };

    /// <summary>Redaction cannot be undone (wire contract 3.3): the request may redact more, never less.</summary>
    private static RedactionSpec? Redaction(RedactionSpec? original, RedactionSpec? asked) => (original, asked) switch
    {
        (null, _) => asked,
        (_, null) => original,
        _ => new RedactionSpec(
            original.Body || asked.Body,
            original.AllHeaders || asked.AllHeaders,
            [.. original.Headers.Union(asked.Headers, StringComparer.OrdinalIgnoreCase)]),
    };
}
