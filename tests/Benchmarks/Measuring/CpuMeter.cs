namespace BusQStash.Benchmarks.Measuring;

/// <summary>Processor time of the processes that take part, each with everything it started.</summary>
/// <remarks>
/// A rate changes with whatever else the machine does; the processor time a message costs hardly does, and it says where the time goes. PostgreSQL and
/// RabbitMQ are found by name among the programs this one started; where they run elsewhere (in containers), they are left out.
/// </remarks>
/// <param name="named">Processes by the name they have in the table.</param>
internal sealed class CpuMeter(params IReadOnlyList<(string Name, int Id)> named)
{
    /// <summary>The kernel counts for everybody in hundredths of a second, whatever it uses itself.</summary>
    private const double MicrosecondsPerTick = 10_000;

    private static readonly (string Name, string Program)[] Servers = [("PostgreSQL", "postgres"), ("RabbitMQ", "beam.smp")];

    /// <summary>Microseconds used so far, by process.</summary>
    public IReadOnlyDictionary<string, double> Read()
    {
        var table = ProcessTable.Read();
        var children = table.ToLookup(entry => entry.Parent);
        var used = new Dictionary<string, double>();
        foreach (var (name, id) in named)
        {
            var trees = table.Where(entry => entry.Id == id).Select(entry => Tree(entry, children));
            used[name] = used.GetValueOrDefault(name) + trees.Sum(Microseconds);
        }

        foreach (var child in children[Environment.ProcessId])
        {
            ProcessEntry[] tree = [.. Tree(child, children)];
            if (Servers.FirstOrDefault(server => tree.Any(entry => entry.Name == server.Program)).Name is { } name)
            {
                used[name] = used.GetValueOrDefault(name) + Microseconds(tree);
            }
        }

        // This program only: what it started has lines of its own.
        used["benchmark"] = table.Where(entry => entry.Id == Environment.ProcessId).Sum(entry => entry.OwnTicks) * MicrosecondsPerTick;
        return used;
    }

    /// <summary>What was used between two readings, for each of so many messages.</summary>
    public static IReadOnlyDictionary<string, double> PerMessage(
        IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> after, int messages) =>
        after.ToDictionary(process => process.Key, process => (process.Value - before.GetValueOrDefault(process.Key)) / messages);

    private static IEnumerable<ProcessEntry> Tree(ProcessEntry root, ILookup<int, ProcessEntry> children) =>
        children[root.Id].SelectMany(child => Tree(child, children)).Prepend(root);

    private static double Microseconds(IEnumerable<ProcessEntry> tree) => tree.Sum(entry => entry.OwnTicks + entry.EndedTicks) * MicrosecondsPerTick;
}
