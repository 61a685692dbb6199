namespace BusQStash.Crash.Checking;

/// <summary>Holds what was logged against one promise.</summary>
internal interface ICheck
{
    IEnumerable<Finding> Find(RunRecord run);
}
