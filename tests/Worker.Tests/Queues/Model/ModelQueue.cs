namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>A queue in the model of the ledger. One that is made anew after its deletion is another.</summary>
internal sealed class ModelQueue(string name, int? shard, long nextSeq, TimeSpan madeAt)
{
    private readonly List<ParallelismChange> _parallelisms = [new(madeAt, 1)];

    public string Name => name;

    public int? Shard => shard;

    public long NextSeq { get; set; } = nextSeq;

    public int Parallelism => _parallelisms[^1].Parallelism;

    public bool Paused => PausedAt is not null;

    public TimeSpan? PausedAt { get; set; }

    public TimeSpan? DeletedAt { get; set; }

    public bool StepsAside { get; set; }

    public bool AwaitsCallbacks { get; set; } = true;

    public long Signal { get; set; }

    public long CanceledThrough { get; set; }

    public SortedList<long, ModelMessage> Messages { get; } = [];

    public IEnumerable<ModelMessage> Open => Messages.Values.Where(message => message.Row.LaneOpen);

    public void SetParallelism(int parallelism, TimeSpan now) => _parallelisms.Add(new ParallelismChange(now, parallelism));

    /// <summary>The greatest parallelism the queue had at any time since then.</summary>
    public int GreatestSince(TimeSpan time)
    {
        var greatest = 0;
        for (var index = _parallelisms.Count - 1; index >= 0; index--)
        {
            greatest = Math.Max(greatest, _parallelisms[index].Parallelism);
            if (_parallelisms[index].At <= time)
            {
                break;
            }
        }

        return greatest;
    }
}
