namespace BusQStash.Crash.Checking.Workflows;

/// <summary>A workflow run as the API's logs show it.</summary>
/// <param name="State">Its state.</param>
/// <param name="Response">Its return value.</param>
/// <param name="Starts">Number of start events in its log.</param>
/// <param name="Ends">Its end events in its log.</param>
/// <param name="Results">Numbers of the successful steps.</param>
internal sealed record LoggedRun(string State, string Response, int Starts, IReadOnlyList<string> Ends, IReadOnlyList<int> Results);
