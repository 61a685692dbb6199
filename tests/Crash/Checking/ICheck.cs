namespace BusQStash.Crash.Checking;

/// <summary>Checks the logs of a run against one promise.</summary>
internal interface ICheck
{
    IEnumerable<Finding> Find(RunRecord run);
}
