namespace BusQStash.Crash.Checking;

/// <summary>A process that gets SIGTERM ends within its time limit, whatever else is broken.</summary>
internal sealed class ObedienceCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) => run.Faults.All
        .Where(fault => fault.Trouble is not null)
        .Select(fault => new Finding(FindingKind.DidNotStop, fault.From, $"{fault.Kind} of process {fault.ProcessId}, which had written:\n{fault.Trouble}"));
}
