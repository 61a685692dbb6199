using BusQStash.Store.FlowControl;

namespace BusQStash.Worker.FlowControl;

/// <summary>Divides the global parallelism among the workers. Pure.</summary>
internal static class GlobalShare
{
    /// <summary>The share of a worker: an equal part, plus one of the remainder for the first workers by number. 0 for a worker that is not in the list.</summary>
    public static int Of(int max, IReadOnlyList<WorkerLoad> workers, int me)
    {
        var index = workers.Select(worker => worker.Number).Order().ToList().IndexOf(me);
        return index < 0 ? 0 : (max / workers.Count) + (index < max % workers.Count ? 1 : 0);
    }

    /// <summary>The slots a worker may use now: its share, less the attempts others still have in flight above theirs.</summary>
    public static int Allowed(int max, IReadOnlyList<WorkerLoad> workers, int me)
    {
        var others = workers
            .Where(worker => worker.Number != me)
            .Sum(worker => (long)Math.Max(worker.InFlight, Of(max, workers, worker.Number)));
        return (int)Math.Clamp(max - others, 0, Of(max, workers, me));
    }
}
