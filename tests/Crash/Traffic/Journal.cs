using System.Collections.Concurrent;

namespace BusQStash.Crash.Traffic;

/// <summary>All calls of the clients, in the order they began.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<Publication> _publications = [];
    private readonly ConcurrentQueue<Meddling> _meddlings = [];
    private readonly ConcurrentQueue<StartedRun> _runs = [];
    private readonly ConcurrentDictionary<Lane, ConcurrentQueue<Publication>> _byLane = [];

    public IReadOnlyCollection<Publication> Publications => _publications;

    public IReadOnlyCollection<Meddling> Meddlings => _meddlings;

    public IReadOnlyCollection<StartedRun> Runs => _runs;

    public void Add(Publication publication)
    {
        _publications.Enqueue(publication);
        if (publication.Lane is { } lane)
        {
            _byLane.GetOrAdd(lane, static _ => []).Enqueue(publication);
        }
    }

    public void Add(Meddling meddling) => _meddlings.Enqueue(meddling);

    public void Add(StartedRun run) => _runs.Enqueue(run);

    /// <summary>The last few acknowledged messages of a queue.</summary>
    public IReadOnlyList<Publication> Latest(Lane lane, int count) =>
        _byLane.TryGetValue(lane, out var all) ? [.. all.Where(publication => publication.MessageId is not null).TakeLast(count)] : [];
}
