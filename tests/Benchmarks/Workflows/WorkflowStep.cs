namespace BusQStash.Benchmarks.Workflows;

/// <summary>What an entry of a list is.</summary>
/// <param name="Id">The step whose result it is; 0 for a plan.</param>
/// <param name="Planned">The step a plan is for.</param>
internal readonly record struct WorkflowStep(int Id, int Planned);
