namespace BusQStash.Benchmarks.Workflows;

/// <summary>A run of one of the benchmark's workflows.</summary>
/// <param name="Endpoint">The endpoint's address, without a path.</param>
/// <param name="Path">The workflow's path.</param>
/// <param name="RunId">The run.</param>
internal readonly record struct WorkflowAddress(string Endpoint, string Path, string RunId)
{
    public string Url => Endpoint + Path;
}
