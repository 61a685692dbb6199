namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>What happens, and the seed of everything it leaves to chance.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Workers">So many workers at the beginning.</param>
/// <param name="Gate">How many attempts a worker may make at once; 0 for any number.</param>
/// <param name="Queues">The queues.</param>
/// <param name="Steps">What happens.</param>
internal sealed record History(uint Seed, int Workers, int Gate, QueueKind[] Queues, Step[] Steps)
{
    public override string ToString() =>
        $"seed {Seed}, {Workers} workers, gate {Gate}, queues {string.Join(", ", Queues)}:\n  {string.Join("\n  ", Steps.AsEnumerable())}";
}
