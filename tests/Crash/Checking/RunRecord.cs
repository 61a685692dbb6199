using BusQStash.Crash.Checking.Workflows;
using BusQStash.Crash.Faults;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>All logs of a run.</summary>
internal sealed class RunRecord
{
    private readonly ILookup<string, LedgerMessage> _byPath;

    public RunRecord(
        Journal journal,
        IReadOnlyList<Fault> faults,
        IReadOnlyList<SinkAttempt> attempts,
        IReadOnlyList<LedgerMessage> messages,
        WorkflowRecord workflows,
        IReadOnlyList<Stall> stalls)
    {
        Faults = new FaultHistory(faults);
        Attempts = attempts;
        Messages = messages;
        Workflows = workflows;
        Stalls = stalls;
        Meddlings = journal.Meddlings.ToLookup(meddling => meddling.Lane);
        _byPath = messages.ToLookup(message => message.Path);
        var byMessage = attempts.ToLookup(attempt => attempt.MessageId);
        var callbacks = attempts.Where(IsCallback).ToLookup(attempt => (attempt.Owner, attempt.Place));
        Stories = [.. journal.Publications.Select(publication =>
        {
            var message = _byPath[publication.Path].FirstOrDefault();
            return new Story(
                publication,
                message,
                message is null ? [] : [.. byMessage[message.Id]],
                [.. CallbackPaths(publication).SelectMany(path => _byPath[path])],
                [.. callbacks[(publication.Owner, publication.Place)]]);
        })];
        Lanes = Stories.Where(story => story is { Publication.Lane: not null, Message: not null }).ToLookup(story => story.Publication.Lane!);
    }

    public FaultHistory Faults { get; }

    /// <summary>All attempts, ordered by start.</summary>
    public IReadOnlyList<SinkAttempt> Attempts { get; }

    public IReadOnlyList<LedgerMessage> Messages { get; }

    public WorkflowRecord Workflows { get; }

    /// <summary>Times at which the machine itself stalled.</summary>
    public IReadOnlyList<Stall> Stalls { get; }

    public ILookup<string, Meddling> Meddlings { get; }

    public IReadOnlyList<Story> Stories { get; }

    /// <summary>Messages that were accepted into queues.</summary>
    public ILookup<Lane, Story> Lanes { get; }

    public int Copies(Publication publication) => _byPath[publication.Path].Count();

    private static bool IsCallback(SinkAttempt attempt) => attempt.Kind is AttemptKind.Callback or AttemptKind.Failure;

    private static IEnumerable<string> CallbackPaths(Publication publication) =>
        [publication.CallbackPath(AttemptKind.Callback), publication.CallbackPath(AttemptKind.Failure)];
}
