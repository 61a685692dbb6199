namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>One thing that happens from outside.</summary>
/// <param name="Kind">What.</param>
/// <param name="Which">To which queue, worker or message, counted round.</param>
/// <param name="Size">How many, how long in milliseconds, how parallel.</param>
/// <param name="Message">What is published.</param>
internal sealed record Step(StepKind Kind, int Which, int Size, MessagePlan? Message = null)
{
    /// <summary>After this attempts may be made twice.</summary>
    public bool IsFault => Kind >= StepKind.Kill;

    public override string ToString() => Message is null ? $"{Kind} {Which} {Size}" : $"{Kind} {Which} {Message}";
}
