namespace BusQStash.Store.Workflows;

/// <summary>Values the server reads from a submitted step; the rest belongs to the SDK.</summary>
/// <param name="StepId">Its number in the function; 0 for a plan step of a parallel block and for the payload.</param>
/// <param name="TargetStep">The number of the step that a plan step stands for; 0 for all others.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, such as <c>Run</c>.</param>
/// <param name="Concurrent">Number of steps in its parallel block.</param>
public sealed record StepFacts(int StepId, int TargetStep, string? Name, string? Type, int Concurrent);
