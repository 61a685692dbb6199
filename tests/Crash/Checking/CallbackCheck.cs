using BusQStash.Crash.Sink;
using BusQStash.Store.Messages;

namespace BusQStash.Crash.Checking;

/// <summary>I5: one callback message for each attempt, one failure callback for each dead letter, all delivered.</summary>
internal sealed class CallbackCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) => run.Stories
        .Where(story => story.Message is not null && (story.Publication.Plan.Callback || story.Publication.Plan.FailureCallback))
        .SelectMany(story => FindTwice(story).Concat(FindCounts(story)).Concat(FindUndelivered(story)));

    private static IEnumerable<Finding> FindTwice(Story story) => story.CallbackAttempts
        .Where(attempt => attempt.Source.Length > 0)
        .GroupBy(attempt => (attempt.Kind, attempt.Source, attempt.SourceRetried))
        .Where(told => told.DistinctBy(attempt => attempt.MessageId).Count() > 1)
        .Select(told => new Finding(FindingKind.CallbackTwice, told.First().Start, $"attempt {told.Key.SourceRetried} of {story} was told of in several messages"));

    private static IEnumerable<Finding> FindCounts(Story story)
    {
        var message = story.Message!;
        var plan = story.Publication.Plan;
        var wanted = new Dictionary<AttemptKind, int>
        {
            [AttemptKind.Callback] = plan.Callback ? message.Attempts : 0,
            [AttemptKind.Failure] = plan.FailureCallback && message.State == MessageState.Failed ? 1 : 0,
        };
        foreach (var (kind, count) in wanted)
        {
            var path = story.Publication.CallbackPath(kind);
            var found = story.Callbacks.Count(callback => callback.Path == path);
            if (found != count)
            {
                yield return new Finding(
                    found > count ? FindingKind.CallbackTwice : FindingKind.CallbackMissing,
                    story.Publication.Sent,
                    $"{story} has {found} messages to {path} after {message.Attempts} attempts");
            }
        }
    }

    private static IEnumerable<Finding> FindUndelivered(Story story)
    {
        var arrived = story.CallbackAttempts.Where(attempt => attempt.Succeeded).Select(attempt => attempt.MessageId).ToHashSet(StringComparer.Ordinal);
        return story.Callbacks
            .Where(callback => callback.IsFinal && !arrived.Contains(callback.Id))
            .Select(callback => new Finding(FindingKind.Lost, callback.NotBefore, $"callback {callback.Id} {callback.Path} ended as {callback.State} and never arrived"));
    }
}
