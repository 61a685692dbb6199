namespace BusQStash.Crash.Checking.Workflows;

/// <summary>A workflow run as the API's logs show it.</summary>
/// <param name="State">Its state.</param>
/// <param name="Response">What it returned.</param>
/// <param name="Starts">How often its log of single events says that it started.</param>
/// <param name="Ends">How often that says that it ended, and how.</param>
/// <param name="Results">The numbers of the steps that have succeeded.</param>
internal sealed record LoggedRun(string State, string Response, int Starts, IReadOnlyList<string> Ends, IReadOnlyList<int> Results);
