using BusQStash.Crash.Runs;
using BusQStash.Crash.Traffic;
using BusQStash.Store.Messages;

namespace BusQStash.Crash.Checking;

/// <summary>I1 and I7: every acknowledged message is in the ledger, once, in its publisher's order, final or still due, and with the right end.</summary>
internal sealed class AcceptanceCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) =>
        run.Stories.SelectMany(story => FindInStory(run, story))
            .Concat(run.Lanes.SelectMany(FindDisorder))
            .Concat(run.Messages.Where(IsStuck).Select(message =>
                new Finding(FindingKind.Stuck, message.NotBefore, $"{message.Id} {message.Path} is {message.State} after {message.Attempts} attempts")));

    private static IEnumerable<Finding> FindInStory(RunRecord run, Story story)
    {
        var publication = story.Publication;
        if (story.IsAnswered && story.Message?.Id != publication.MessageId)
        {
            yield return new Finding(FindingKind.Lost, publication.Sent, $"{publication.MessageId} {publication.Path} was answered and is not in the ledger");
        }

        if (run.Copies(publication) > 1 || publication.OtherIds.Count > 0)
        {
            yield return new Finding(FindingKind.Doubled, publication.Sent, $"{story} became {run.Copies(publication)} messages, sent {publication.Sendings} times");
        }

        if (story.Message is { IsFinal: true } message && !EndIsRight(run, story, message))
        {
            yield return new Finding(FindingKind.WrongEnd, publication.Sent, $"{story} after {message.Attempts} attempts");
        }

        if (story.Message is { State: MessageState.Delivered } && !story.Attempts.Any(attempt => attempt.Succeeded))
        {
            yield return new Finding(FindingKind.Lost, publication.Sent, $"{story} never reached its destination");
        }
    }

    private static bool EndIsRight(RunRecord run, Story story, LedgerMessage message) => message.State switch
    {
        MessageState.Delivered => !story.Publication.Plan.Behaviour.IsHopeless,
        MessageState.Failed => story.Publication.Plan.Behaviour.IsHopeless,
        _ => story.Publication.Lane is { } lane && run.Meddlings[lane.Name].Any(meddling => MayCancel(meddling, story)),
    };

    private static bool MayCancel(Meddling meddling, Story story) => meddling.Kind switch
    {
        MeddlingKind.Cancel => meddling.MessageId == story.Publication.MessageId,
        MeddlingKind.Delete => meddling.Answered is null || meddling.Answered > story.Publication.Sent,
        _ => false,
    };

    // A message whose answer was lost and that had no deduplication id may have been accepted after the next one.
    private static IEnumerable<Finding> FindDisorder(IGrouping<Lane, Story> lane)
    {
        var answered = lane.Where(story => story.IsAnswered).OrderBy(story => story.Publication.Place).ToArray();
        return answered.Zip(answered.Skip(1))
            .Where(pair => pair.First.Message!.Seq >= pair.Second.Message!.Seq)
            .Select(pair => new Finding(FindingKind.Inversion, pair.Second.Publication.Sent, $"{pair.First} was accepted after {pair.Second}"));
    }

    private static bool IsStuck(LedgerMessage message) => !message.IsFinal && message.NotBefore < MachineClock.Now;
}
