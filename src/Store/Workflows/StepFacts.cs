namespace BusQStash.Store.Workflows;

/// <summary>What the server reads of a submitted step; the rest is the SDK's.</summary>
/// <param name="StepId">Its number in the function; 0 for the plan of a parallel step and for the payload.</param>
/// <param name="TargetStep">The number a plan step stands for; 0 for all others.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, such as <c>Run</c>.</param>
/// <param name="Concurrent">How many run beside each other.</param>
public sealed record StepFacts(int StepId, int TargetStep, string? Name, string? Type, int Concurrent);
